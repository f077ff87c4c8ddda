/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

/** How cells are read: {@code airtable.cell.format}. */
enum CellFormat {
    /** By their fields' types. */
    JSON,
    /** As texts that Airtable shows to people. */
    STRING
}
