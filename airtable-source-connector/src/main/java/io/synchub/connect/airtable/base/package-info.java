/* SPDX-License-Identifier: Apache-2.0 */
/** A base's description as tables. */
package io.synchub.connect.airtable.base;
