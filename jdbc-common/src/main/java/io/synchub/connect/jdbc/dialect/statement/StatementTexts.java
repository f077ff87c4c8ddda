/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowLayout;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the statements that were used last: a text of a thousand rows is long to write. Any thread may use it. */
final class StatementTexts {
    /** A text may have some ten thousands of characters. */
    private static final int KEPT = 64;

    /** Tables and layouts are compared by identity: what was read anew may differ. */
    private record Key(RowSql.Operation operation, TableDefinition table, RowLayout layout, int rows) {}

    private final RowSql sql;
    private final Map<Key, RowStatement> statements = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RowStatement> eldest) {
            return size() > KEPT;
        }
    };

    StatementTexts(RowSql sql) {
        this.sql = sql;
    }

    RowStatement of(RowSql.Operation operation, TableDefinition table, RowLayout layout, int rows) {
        Key key = new Key(operation, table, layout, rows);
        synchronized (statements) {
            return statements.computeIfAbsent(
                    key, absent -> sql.statement(operation, table, NamedByTable.of(table, layout), rows));
        }
    }
}
