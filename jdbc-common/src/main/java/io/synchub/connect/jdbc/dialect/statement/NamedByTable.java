/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.List;

/** Layouts for SQL texts: a record's field may name its column in other letters than the table does. */
final class NamedByTable {
    private NamedByTable() {}

    /** The layout with the table's names for its columns, in the same order; itself where they are the same. */
    static RowLayout of(TableDefinition table, RowLayout layout) {
        WriteRule rule = layout.rule();
        WriteRule named =
                new WriteRule(rule.mode(), rule.when(), name(table, rule.column()), name(table, rule.deletedColumn()));
        List<RowLayout.Column> columns = layout.columns().stream()
                .map(column -> new RowLayout.Column(
                        name(table, column.name()), column.schema(), column.decoder(), column.key()))
                .toList();
        return named.equals(rule) && columns.equals(layout.columns()) ? layout : new RowLayout(columns, named);
    }

    private static String name(TableDefinition table, String name) {
        return name == null
                ? null
                : table.column(name).map(ColumnDefinition::name).orElse(name);
    }
}
