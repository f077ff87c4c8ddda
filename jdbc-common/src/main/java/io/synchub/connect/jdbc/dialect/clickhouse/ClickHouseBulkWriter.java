/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.clickhouse;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteCounts;
import io.synchub.connect.jdbc.write.WriteMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Adds to each row what lets the table choose among the rows of one key: the version and, for a deleted row, the mark.
 *
 * <p>The version is the record's offset. It grows with each change of a key, since a key stays in its partition, and it
 * is the same in a repetition: a row that is written again, by a retry or a replay, replaces nothing that is newer. It
 * does not order the records of several topics, of partitions that a key has changed between, or of a topic that was
 * created anew. A table whose version column the records themselves fill, such as the column of
 * {@code update.when=newer}, gets no other.
 */
final class ClickHouseBulkWriter implements BulkWriter {
    private static final int KEPT = 64;

    private final BulkWriter inserts;

    /** Tables and layouts are compared by identity: what was read anew may differ. */
    private record Key(TableDefinition table, RowLayout layout) {}

    private final Map<Key, VersionedLayout> forms = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, VersionedLayout> eldest) {
            return size() > KEPT;
        }
    };
    private final Map<Key, VersionedLayout> deleted = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, VersionedLayout> eldest) {
            return size() > KEPT;
        }
    };

    /** @param inserts writes rows as they are */
    ClickHouseBulkWriter(BulkWriter inserts) {
        this.inserts = inserts;
    }

    @Override
    public WriteCounts write(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        if (layout.isPartial() || layout.rule().mode() == WriteMode.UPDATE) {
            throw VersionedLayout.partialRow(table);
        }
        return insert(connection, table, form(connection, table, layout, forms), rows);
    }

    /** Inserts rows of the keys that are marked: hidden by {@code FINAL}, and dropped by merges where the table says so. */
    @Override
    public int delete(Connection connection, TableDefinition table, RowLayout keyLayout, List<RowChange> rows)
            throws SQLException {
        insert(connection, table, form(connection, table, keyLayout, deleted), rows);
        return rows.size();
    }

    private WriteCounts insert(Connection connection, TableDefinition table, VersionedLayout form, List<RowChange> rows)
            throws SQLException {
        return inserts.write(
                connection, table, form.layout(), rows.stream().map(form::row).toList());
    }

    private VersionedLayout form(
            Connection connection, TableDefinition table, RowLayout layout, Map<Key, VersionedLayout> known)
            throws SQLException {
        Key key = new Key(table, layout);
        synchronized (known) {
            VersionedLayout form = known.get(key);
            if (form != null) {
                return form;
            }
        }
        Optional<ReplacingEngine> engine = ClickHouseCatalog.engine(connection, table.id());
        VersionedLayout form = known == deleted
                ? VersionedLayout.ofDeletes(table, engine, layout)
                : VersionedLayout.ofWrites(table, engine, layout);
        synchronized (known) {
            known.put(key, form);
        }
        return form;
    }

    @Override
    public void truncate(Connection connection, TableDefinition table, RowChange mark) throws SQLException {
        if (!mark.layout().columns().isEmpty()) {
            throw new ConnectException(
                    "ClickHouse can not mark the rows of table " + table.id() + " as deleted: set delete.mode=hard");
        }
        inserts.truncate(connection, table, mark);
    }

    @Override
    public Optional<String> columnAtFault(
            Connection connection, TableDefinition table, RowChange row, SQLException refusal) throws SQLException {
        return inserts.columnAtFault(connection, table, row, refusal);
    }
}
