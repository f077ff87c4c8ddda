/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.base;

import io.synchub.connect.airtable.cell.Layout;
import io.synchub.connect.common.schema.Table;
import java.util.Optional;

/**
 * A table as it is read. Immutable.
 *
 * @param layout of its rows
 * @param lastModified the field that tells when any field of a record was last edited, if the table has one; it need not be a
 *     column
 */
public record DescribedTable(Layout layout, Optional<FieldDescription> lastModified) {
    public Table table() {
        return layout.table();
    }
}
