/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

/** A record that a link's cell names. */
record Link(Table table, long number) {
    RecordState state() {
        return table.rows().find(number);
    }
}
