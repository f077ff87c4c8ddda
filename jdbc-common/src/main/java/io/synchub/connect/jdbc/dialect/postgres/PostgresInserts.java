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
import java.util.Optional;
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
     * Fewer rows are not worth five more round trips, of the savepoint and a look at the catalog. Without a network between,
     * 400 rows are where both ways take as long.
     */
    static final int LEAST_ROWS = 1_000;

    // Not by the methods of a connection: HikariCP takes one that went back to a savepoint for one without a
    // transaction, and
    // would hand it on as it is.
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

    private OptionalLong tryCopy(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        CopyForecast forecast =
                forecasts.computeIfAbsent(new Target(table.id(), layout.rule()), target -> new CopyForecast());
        CopyForecast.Outlook outlook = forecast.next();
        if (outlook == CopyForecast.Outlook.REFUSED) {
            return OptionalLong.empty();
        }
        SentRows sent = statements.sent(table, layout, rows);
        boolean refused = true;
        try {
            if (sent.areCopied()
                    && (outlook == CopyForecast.Outlook.TAKEN || areNew(connection, table, layout, rows))) {
                OptionalLong copied = copy(connection, table, layout, sent);
                refused = copied.isEmpty();
                return copied;
            }
            return OptionalLong.empty();
        } finally {
            if (refused) {
                forecast.refused();
            } else {
                forecast.taken();
            }
        }
    }

    private boolean areNew(Connection connection, TableDefinition table, RowLayout layout, List<RowChange> rows)
            throws SQLException {
        if (layout.keyNames().isEmpty()) {
            return true;
        }
        RowLayout keys = new RowLayout(layout.keyLayout().columns(), WriteRule.UPDATE);
        return statements.differing(connection, table, keys, rows).size() == rows.size();
    }

    /** Returns empty, and the transaction as it was, where COPY did not take all rows. */
    private OptionalLong copy(Connection connection, TableDefinition table, RowLayout layout, SentRows sent)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SAVEPOINT);
            OptionalLong copied = OptionalLong.empty();
            try {
                long rows = sent.copy(connection, new PostgresRowSql(dialect, table, layout).copy());
                if (isStillSo(connection, table, layout)) {
                    copied = OptionalLong.of(rows);
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

    /**
     * Whether the table is what it was when it was read: COPY does not notice that a key is gone or a rule has come, as an
     * INSERT does. It can not change from now on until the transaction's end, since that holds a lock of the table.
     */
    private boolean isStillSo(Connection connection, TableDefinition table, RowLayout layout) throws SQLException {
        Set<String> key = layout.rule().mode() == WriteMode.INSERT
                ? Set.of()
                : layout.keyNames().stream()
                        .map(table::column)
                        .flatMap(Optional::stream)
                        .map(ColumnDefinition::name)
                        .collect(Collectors.toSet());
        return PostgresCatalog.isPlain(connection, dialect.quote(table.id()), key);
    }
}
