/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteCounts;
import io.synchub.connect.jdbc.write.WriteMode;
import io.synchub.connect.jdbc.write.WriteRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows that may be new. One statement always does it: an INSERT with what its mode says of keys that are there. COPY is
 * tried before it where no key is expected to be there, since it costs the server half as much. What COPY does not take is left to
 * that statement, and so is every verdict on a row. Thread-safe.
 */
final class PostgresInserts {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresInserts.class);

    /**
     * Fewer rows are not worth further round trips, for the savepoint, the lock and a look at the catalog. Without a network between,
     * some 500 rows are where both ways take as long.
     */
    static final int LEAST_ROWS = 2_000;

    // Not by the methods of a connection: HikariCP takes one that went back to a savepoint for one without a
    // transaction,
    // and would hand it on as it is.
    private static final String SAVEPOINT = "SAVEPOINT synchub_copy";
    private static final String ROLLBACK = "ROLLBACK TO SAVEPOINT synchub_copy";
    private static final String RELEASE = "RELEASE SAVEPOINT synchub_copy";

    private record Target(TableId table, WriteRule rule) {}

    private final PostgresDialect dialect;
    private final PostgresStatements statements;
    private final int leastRows;
    private final Map<Target, CopyForecast> forecasts = new ConcurrentHashMap<>();

    PostgresInserts(PostgresDialect dialect, PostgresStatements statements, int leastRows) {
        this.dialect = dialect;
        this.statements = statements;
        this.leastRows = leastRows;
    }

    /** Writes rows of a layout whose mode is to insert what is not there. */
    WriteCounts write(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        if (rows.size() >= leastRows && mayCopy(table, layout)) {
            OptionalLong copied = tryCopy(connection, table, layout, rows);
            if (copied.isPresent()) {
                return WriteCounts.ofInserted(copied.getAsLong());
            }
        }
        return insert(connection, table, layout, rows);
    }

    /** The one statement that always does it. */
    private WriteCounts insert(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        PostgresRowSql sql = new PostgresRowSql(dialect, table, layout);
        return switch (layout.rule().mode()) {
            case INSERT -> WriteCounts.ofInserted(statements.execute(connection, table, layout, rows, sql::insert));
            case INSERT_IGNORE -> {
                int inserted = statements.execute(connection, table, layout, rows, sql::insertIgnore);
                yield new WriteCounts(inserted, 0, rows.size() - inserted, 0);
            }
            case UPSERT -> {
                // Rows of keys alone, and rows that a condition holds back, stay as they are.
                int written = statements.execute(connection, table, layout, rows, sql::upsert);
                yield new WriteCounts(0, 0, rows.size() - written, written);
            }
            case UPDATE -> throw new IllegalArgumentException("Updates insert nothing");
        };
    }

    /** Whether COPY refuses all that the statement in its place refuses or treats otherwise than as a new row. */
    private static boolean mayCopy(TableDefinition table, RowLayout layout) {
        return table.isPlain() && (layout.rule().mode() == WriteMode.INSERT || table.hasUniqueKey(layout.keyNames()));
    }

    /** Returns empty, and the transaction as it was, where COPY is not to be tried or did not take all rows. */
    private OptionalLong tryCopy(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        CopyForecast forecast =
                forecasts.computeIfAbsent(new Target(table.id(), layout.rule()), target -> new CopyForecast());
        CopyForecast.Outlook outlook = forecast.next();
        if (outlook == CopyForecast.Outlook.REFUSED) {
            return OptionalLong.empty();
        }
        boolean asks = outlook == CopyForecast.Outlook.UNKNOWN && layout.rule().mode() != WriteMode.INSERT;
        boolean refused = true;
        try {
            OptionalLong copied = copyOrRollBack(connection, table, layout, rows, asks);
            refused = copied.isEmpty();
            return copied;
        } finally {
            if (refused) {
                forecast.refused();
            } else {
                forecast.taken();
            }
        }
    }

    private OptionalLong copyOrRollBack(
            Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows, boolean asks)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SAVEPOINT);
            OptionalLong copied = OptionalLong.empty();
            try {
                if (!asks || areNew(connection, table, layout, rows)) {
                    copied = copy(connection, statement, table, layout, rows);
                }
            } catch (DataException e) {
                LOG.debug("COPY has no form for a value: INSERT tells whether it has one", e);
            } catch (SQLException e) {
                SqlFailure failure = dialect.failure(e);
                if (failure.isPassing()) {
                    throw e;
                }
                LOG.debug("COPY into {} was refused, and INSERT follows: {}", table.id(), failure);
            }
            if (copied.isEmpty()) {
                statement.execute(ROLLBACK);
            }
            statement.execute(RELEASE);
            return copied;
        }
    }

    private boolean areNew(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        RowLayout keys = new RowLayout(layout.keyLayout().columns(), WriteRule.UPDATE);
        return statements.differing(connection, table, keys, rows).size() == rows.size();
    }

    /**
     * Copies the rows if the table is what it was when it was read: COPY does not notice that a key is gone or a rule has come,
     * and takes the bytes of one type for those of another. The lock, which is that of an INSERT, keeps it so.
     */
    private OptionalLong copy(
            Connection connection, Statement statement, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        SentRows sent = statements.sent(table, layout, rows);
        if (!sent.areCopied()) {
            return OptionalLong.empty();
        }
        String name = dialect.quote(table.id());
        statement.execute("LOCK TABLE ONLY " + name + " IN ROW EXCLUSIVE MODE");
        if (!PostgresCatalog.isPlain(connection, name, conflictKey(table, layout), types(table, layout))) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(sent.copy(connection, new PostgresRowSql(dialect, table, layout).copy()));
    }

    private static Set<String> conflictKey(TableDefinition table, RowLayout layout) {
        return layout.rule().mode() == WriteMode.INSERT
                ? Set.of()
                : layout.keyNames().stream()
                        .map(name -> table.column(name).orElseThrow().name())
                        .collect(Collectors.toSet());
    }

    private static Map<String, String> types(TableDefinition table, RowLayout layout) {
        return layout.columns().stream()
                .map(column -> table.column(column.name()).orElseThrow())
                .collect(Collectors.toMap(ColumnDefinition::name, ColumnDefinition::baseType, (one, same) -> one));
    }
}
