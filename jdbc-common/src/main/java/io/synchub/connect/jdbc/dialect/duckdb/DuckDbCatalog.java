/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.duckdb;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads tables from DuckDB's own catalog functions, which tell more than its information schema. */
final class DuckDbCatalog {
    /** Quoted or not: case makes no difference to it. */
    private static final String HERE = " database_name = current_database()"
            + " AND lower(schema_name) = lower(coalesce(?, current_schema())) AND lower(table_name) = lower(?)";

    private static final String COLUMNS =
            "SELECT column_name, data_type, is_nullable, column_default IS NOT NULL AS filled,"
                    + " table_oid IN (SELECT view_oid FROM duckdb_views()) AS is_view"
                    + " FROM duckdb_columns() WHERE" + HERE + " ORDER BY column_index";

    /** Of constraints and of indexes, one row for each column. Expressions have names that no column has. */
    private static final String UNIQUE_KEYS = "SELECT 'c' || constraint_index AS key_name,"
            + " constraint_type = 'PRIMARY KEY' AS is_primary, unnest(constraint_column_names) AS column_name"
            + " FROM duckdb_constraints() WHERE constraint_type IN ('PRIMARY KEY', 'UNIQUE') AND" + HERE
            + " UNION ALL SELECT 'i' || index_name, false, unnest(CAST(expressions AS VARCHAR[]))"
            + " FROM duckdb_indexes() WHERE is_unique AND NOT is_primary AND" + HERE;

    private DuckDbCatalog() {}

    static Optional<TableDefinition> read(Connection connection, TableId table) throws SQLException {
        List<ColumnDefinition> columns = new ArrayList<>();
        Set<String> required = new HashSet<>();
        Set<String> fixed = new HashSet<>();
        String type = "";
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.table());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    type = result.getBoolean("is_view") ? "VIEW" : "TABLE";
                    ColumnDefinition column = column(result);
                    columns.add(column);
                    boolean filledIn = result.getBoolean("filled");
                    if (filledIn) {
                        fixed.add(column.name());
                    } else if (!column.nullable()) {
                        required.add(column.name());
                    }
                }
            }
        }
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new TableDefinition(table, type, columns, uniqueKeys(connection, table, required), required, fixed));
    }

    private static ColumnDefinition column(ResultSet result) throws SQLException {
        String type = result.getString("data_type");
        return new ColumnDefinition(
                result.getString("column_name"),
                type,
                type,
                DuckDbTypes.family(type),
                result.getBoolean("is_nullable"),
                DuckDbTypes.size(type));
    }

    /** @param required loses the columns of the primary key */
    private static List<Set<String>> uniqueKeys(Connection connection, TableId table, Set<String> required)
            throws SQLException {
        Map<String, Set<String>> keys = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(UNIQUE_KEYS)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.table());
            statement.setString(3, table.schema());
            statement.setString(4, table.table());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    String column = result.getString("column_name");
                    keys.computeIfAbsent(result.getString("key_name"), name -> new HashSet<>())
                            .add(column);
                    if (result.getBoolean("is_primary")) {
                        required.remove(column);
                    }
                }
            }
        }
        return List.copyOf(keys.values());
    }
}
