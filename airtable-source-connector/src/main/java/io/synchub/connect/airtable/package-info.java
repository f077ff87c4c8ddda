/* SPDX-License-Identifier: Apache-2.0 */
/** Tables of an Airtable base on the polling engine. See DESIGN.md of this module. */
package io.synchub.connect.airtable;
