/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.NoTransactionsException;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads tables from {@code information_schema}, which both MariaDB and MySQL have. */
final class MysqlCatalog {
    private static final String COLUMNS = """
            SELECT c.column_name AS name, lower(c.column_type) AS column_type, lower(c.data_type) AS data_type,
                   c.is_nullable = 'YES' AS nullable, c.column_default AS default_value,
                   lower(c.extra) AS extra, c.column_comment AS comment, c.column_key = 'PRI' AS in_primary_key,
                   c.collation_name AS collation,
                   c.character_maximum_length AS length, c.numeric_precision AS number_precision,
                   c.numeric_scale AS number_scale, c.datetime_precision AS fraction,
                   t.table_type = 'VIEW' AS is_view
            FROM information_schema.columns c
            JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
            WHERE c.table_schema = coalesce(?, database()) AND c.table_name = ?
            ORDER BY c.ordinal_position""";

    /**
     * All unique indexes. A part of a column, or an expression, gets a name that no column has: no upsert can use such an
     * index, but a row may meet another there.
     */
    private static final String UNIQUE_INDEXES = """
            SELECT s.index_name AS index_name,
                   CASE WHEN s.column_name IS NULL THEN 'an expression'
                        WHEN s.sub_part IS NOT NULL THEN concat(s.column_name, ' (', s.sub_part, ' characters)')
                        ELSE s.column_name END AS column_name
            FROM information_schema.statistics s
            WHERE s.table_schema = coalesce(?, database()) AND s.table_name = ? AND s.non_unique = 0
            ORDER BY s.index_name <> 'PRIMARY', s.index_name, s.seq_in_index""";

    private static final String TABLE = """
            SELECT t.table_type = 'VIEW' AS is_view, t.engine AS engine, e.transactions = 'NO' AS has_no_transactions
            FROM information_schema.tables t
            LEFT JOIN information_schema.engines e ON e.engine = t.engine
            WHERE t.table_schema = coalesce(?, database()) AND t.table_name = ?""";

    private static final String ESTIMATED_ROWS = """
            SELECT t.table_rows
            FROM information_schema.tables t
            WHERE t.table_schema = coalesce(?, database()) AND t.table_name = ?""";

    private MysqlCatalog() {}

    /** @throws NoTransactionsException when the table keeps what is rolled back */
    static Optional<TableDefinition> read(Connection connection, TableId table, MysqlFamilyDialect dialect)
            throws SQLException {
        Set<String> required = new HashSet<>();
        Set<String> fixed = new HashSet<>();
        ColumnAttributes attributes =
                new ColumnAttributes(dialect.showsDefaultsAsSql(), checks(connection, table, dialect));
        List<ColumnDefinition> columns = columns(connection, table, attributes, required, fixed);
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new TableDefinition(
                        table, type(connection, table), columns, uniqueKeys(connection, table), required, fixed));
    }

    private static PreparedStatement prepare(Connection connection, String sql, TableId table) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, table.schema());
        statement.setString(2, table.table());
        return statement;
    }

    static long estimatedRows(Connection connection, TableId table) throws SQLException {
        try (PreparedStatement statement = prepare(connection, ESTIMATED_ROWS, table);
                ResultSet result = statement.executeQuery()) {
            if (!result.next()) {
                return -1;
            }
            long rows = result.getLong(1);
            return result.wasNull() ? -1 : rows;
        }
    }

    /** As JDBC names it: {@code TABLE} or {@code VIEW}. */
    private static String type(Connection connection, TableId table) throws SQLException {
        try (PreparedStatement statement = prepare(connection, TABLE, table);
                ResultSet result = statement.executeQuery()) {
            if (!result.next()) {
                return TableDefinition.BASE_TABLE;
            }
            if (result.getBoolean("has_no_transactions")) {
                throw new NoTransactionsException("Table " + table + " has the engine " + result.getString("engine")
                        + ", which keeps what is rolled back: a batch that fails would be half written. Run ALTER TABLE "
                        + table + " ENGINE = InnoDB");
            }
            return result.getBoolean("is_view") ? "VIEW" : TableDefinition.BASE_TABLE;
        }
    }

    private static Map<String, String> checks(Connection connection, TableId table, MysqlFamilyDialect dialect)
            throws SQLException {
        Map<String, String> checks = new HashMap<>();
        if (dialect.columnChecks().isPresent()) {
            try (PreparedStatement statement =
                            prepare(connection, dialect.columnChecks().get(), table);
                    ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    checks.put(result.getString(1), result.getString(2));
                }
            }
        }
        return checks;
    }

    /**
     * @param required takes the names of the columns that a new row must name
     * @param fixed takes the names of those whose definition can not be written anew from what is known here
     */
    private static List<ColumnDefinition> columns(
            Connection connection, TableId table, ColumnAttributes attributes, Set<String> required, Set<String> fixed)
            throws SQLException {
        List<ColumnDefinition> columns = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, COLUMNS, table);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                String value = result.getString("default_value");
                String extra = result.getString("extra");
                Optional<String> known =
                        attributes.of(result.getString("name"), value, extra, result.getString("comment"));
                ColumnDefinition column = column(result, known.orElse(""));
                columns.add(column);
                if (!column.nullable() && value == null && extra.isEmpty() && !result.getBoolean("in_primary_key")) {
                    required.add(column.name());
                }
                if (known.isEmpty() || result.getBoolean("is_view")) {
                    fixed.add(column.name());
                }
            }
        }
        return columns;
    }

    private static ColumnDefinition column(ResultSet result, String attributes) throws SQLException {
        String columnType = result.getString("column_type");
        String dataType = result.getString("data_type");
        String collation = result.getString("collation");
        Family family = MysqlTypes.family(columnType, dataType);
        // Values of an enum are texts of their own: their case matters.
        String declared = family == Family.TEXT
                        && collation != null
                        && !columnType.startsWith("enum")
                        && !columnType.startsWith("set")
                ? columnType + " collate " + collation
                : columnType;
        return new ColumnDefinition(
                result.getString("name"),
                declared,
                dataType,
                family,
                result.getBoolean("nullable"),
                MysqlTypes.size(
                        columnType,
                        dataType,
                        number(result, "length"),
                        integer(result, "number_precision"),
                        integer(result, "number_scale"),
                        integer(result, "fraction")),
                MysqlTypes.equality(dataType, collation),
                attributes);
    }

    private static Long number(ResultSet result, String column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? null : Long.valueOf(value);
    }

    private static Integer integer(ResultSet result, String column) throws SQLException {
        Long value = number(result, column);
        return value == null ? null : Integer.valueOf(Math.toIntExact(value));
    }

    /** The columns of the primary key, then of the other unique indexes. */
    static List<Set<String>> uniqueKeys(Connection connection, TableId table) throws SQLException {
        Map<String, Set<String>> indexes = new LinkedHashMap<>();
        try (PreparedStatement statement = prepare(connection, UNIQUE_INDEXES, table);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                indexes.computeIfAbsent(result.getString("index_name"), name -> new LinkedHashSet<>())
                        .add(result.getString("column_name"));
            }
        }
        return List.copyOf(indexes.values());
    }
}
