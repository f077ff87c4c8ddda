/* SPDX-License-Identifier: Apache-2.0 */
/** From a record's JSON to a row: one constant for each type of field. */
package io.synchub.connect.airtable.cell;
