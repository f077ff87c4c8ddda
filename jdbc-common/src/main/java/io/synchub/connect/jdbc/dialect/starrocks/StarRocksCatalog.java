/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.starrocks;

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

/** Reads tables from {@code information_schema}, of which StarRocks has its own. */
final class StarRocksCatalog {
    static final String COLUMNS = """
            SELECT c.COLUMN_NAME, lower(c.COLUMN_TYPE) AS COLUMN_TYPE, lower(c.DATA_TYPE) AS DATA_TYPE, c.IS_NULLABLE,
                   c.COLUMN_KEY, c.COLUMN_DEFAULT, c.NUMERIC_PRECISION, c.NUMERIC_SCALE
            FROM information_schema.columns c
            WHERE c.TABLE_SCHEMA = coalesce(?, database()) AND c.TABLE_NAME = ?
            ORDER BY c.ORDINAL_POSITION""";

    /** What of a table's rows have one key: {@code PRI_KEYS} of a Primary Key table. */
    static final String MODEL = """
            SELECT t.TABLE_MODEL
            FROM information_schema.tables_config t
            WHERE t.TABLE_SCHEMA = coalesce(?, database()) AND t.TABLE_NAME = ?""";

    private static final Set<String> KEYED = Set.of("PRI_KEYS", "PRIMARY_KEYS", "UNQ_KEYS", "UNIQUE_KEYS");

    private StarRocksCatalog() {}

    static Optional<TableDefinition> read(Connection connection, TableId table) throws SQLException {
        List<ColumnDefinition> columns = new ArrayList<>();
        Set<String> key = new LinkedHashSet<>();
        Set<String> required = new HashSet<>();
        try (PreparedStatement statement = prepare(connection, COLUMNS, table);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                ColumnDefinition column = column(result);
                columns.add(column);
                String part = result.getString("COLUMN_KEY");
                if (part != null && (part.equals("PRI") || part.equals("UNI"))) {
                    key.add(column.name());
                }
                if (!column.nullable() && result.getString("COLUMN_DEFAULT") == null) {
                    required.add(column.name());
                }
            }
        }
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        List<Set<String>> keys = !key.isEmpty() && isKeyed(connection, table) ? List.of(key) : List.of();
        // The columns of a key can not be changed.
        return Optional.of(new TableDefinition(table, TableDefinition.BASE_TABLE, columns, keys, required, key));
    }

    private static ColumnDefinition column(ResultSet result) throws SQLException {
        return StarRocksTypes.ofCatalog(
                result.getString("COLUMN_NAME"),
                result.getString("COLUMN_TYPE"),
                result.getString("DATA_TYPE"),
                "YES".equals(result.getString("IS_NULLABLE")),
                integer(result, "NUMERIC_PRECISION"),
                integer(result, "NUMERIC_SCALE"));
    }

    private static Integer integer(ResultSet result, String column) throws SQLException {
        int value = result.getInt(column);
        return result.wasNull() ? null : Integer.valueOf(value);
    }

    /** A table of duplicate keys has key columns too, which are only sorted by. */
    private static boolean isKeyed(Connection connection, TableId table) throws SQLException {
        try (PreparedStatement statement = prepare(connection, MODEL, table);
                ResultSet result = statement.executeQuery()) {
            return result.next() && KEYED.contains(String.valueOf(result.getString(1)));
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, TableId table) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, table.schema());
        statement.setString(2, table.table());
        return statement;
    }
}
