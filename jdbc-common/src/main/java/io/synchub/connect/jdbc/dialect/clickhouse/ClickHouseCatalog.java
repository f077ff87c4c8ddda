/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.clickhouse;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads tables from {@code system.columns} and {@code system.tables}. */
final class ClickHouseCatalog {
    /** No database is called so: an empty text stands for the connection's own. */
    static final String COLUMNS = """
            SELECT name, type, default_kind, is_in_sorting_key, is_in_partition_key
            FROM system.columns
            WHERE database = if(? = '', currentDatabase(), ?) AND table = ?
            ORDER BY position""";

    static final String TABLE = """
            SELECT engine, engine_full, toInt64(ifNull(total_rows, -1)) AS row_count
            FROM system.tables
            WHERE database = if(? = '', currentDatabase(), ?) AND name = ?""";

    private ClickHouseCatalog() {}

    /** What the catalog says of a whole table. */
    private record Row(String engine, String engineFull, long rows) {}

    static Optional<TableDefinition> read(Connection connection, TableId table) throws SQLException {
        Optional<Row> row = row(connection, table);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        Optional<ReplacingEngine> engine = ReplacingEngine.of(row.get().engineFull());
        List<ColumnDefinition> columns = new ArrayList<>();
        Set<String> sortingKey = new LinkedHashSet<>();
        Set<String> fixed = new HashSet<>();
        try (PreparedStatement statement = prepare(connection, COLUMNS, table);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                ColumnDefinition column = ClickHouseTypes.ofCatalog(result.getString("name"), result.getString("type"));
                boolean isVersion =
                        engine.isPresent() && column.name().equals(engine.get().version());
                // The engine's version takes no nulls, and this can not be changed: it is not to be planned.
                columns.add(isVersion ? asNullable(column) : column);
                boolean inKey = result.getInt("is_in_sorting_key") == 1;
                if (inKey) {
                    sortingKey.add(column.name());
                }
                if (inKey
                        || isVersion
                        || result.getInt("is_in_partition_key") == 1
                        || !result.getString("default_kind").isEmpty()) {
                    fixed.add(column.name());
                }
            }
        }
        return Optional.of(new TableDefinition(
                table,
                row.get().engine().endsWith("View") ? "VIEW" : TableDefinition.BASE_TABLE,
                columns,
                engine.isPresent() && !sortingKey.isEmpty() ? List.of(sortingKey) : List.of(),
                // What a row does not name is its type's default value.
                Set.of(),
                fixed));
    }

    private static ColumnDefinition asNullable(ColumnDefinition column) {
        return new ColumnDefinition(
                column.name(), column.type(), column.baseType(), column.family(), true, column.size());
    }

    /** How the table chooses among the rows of one key; empty where it keeps all. */
    static Optional<ReplacingEngine> engine(Connection connection, TableId table) throws SQLException {
        return row(connection, table).flatMap(row -> ReplacingEngine.of(row.engineFull()));
    }

    static long rows(Connection connection, TableId table) throws SQLException {
        return row(connection, table).map(Row::rows).orElse(-1L);
    }

    private static Optional<Row> row(Connection connection, TableId table) throws SQLException {
        try (PreparedStatement statement = prepare(connection, TABLE, table);
                ResultSet result = statement.executeQuery()) {
            return result.next()
                    ? Optional.of(new Row(
                            result.getString("engine"), result.getString("engine_full"), result.getLong("row_count")))
                    : Optional.empty();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, TableId table) throws SQLException {
        String database = table.schema() == null ? "" : table.schema();
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, database);
        statement.setString(2, database);
        statement.setString(3, table.table());
        return statement;
    }
}
