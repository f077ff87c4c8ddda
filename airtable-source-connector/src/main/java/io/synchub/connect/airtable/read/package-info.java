/* SPDX-License-Identifier: Apache-2.0 */
/** Tables of a base as the polling engine reads them. */
package io.synchub.connect.airtable.read;
