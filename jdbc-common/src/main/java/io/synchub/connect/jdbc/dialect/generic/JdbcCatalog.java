/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.generic;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TypeSize;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads tables by {@link DatabaseMetaData}. Names are taken as they are, case kept. */
final class JdbcCatalog {
    private static final String YES = "YES";

    private final DatabaseMetaData metaData;
    private final TableId table;
    private final String catalog;
    private final String schema;

    private JdbcCatalog(Connection connection, TableId table) throws SQLException {
        this.metaData = connection.getMetaData();
        this.table = table;
        this.catalog = table.catalog() == null ? connection.getCatalog() : table.catalog();
        this.schema = table.schema() == null ? connection.getSchema() : table.schema();
    }

    static Optional<TableDefinition> read(Connection connection, TableId table) throws SQLException {
        return new JdbcCatalog(connection, table).read();
    }

    private Optional<TableDefinition> read() throws SQLException {
        List<ColumnDefinition> columns = new ArrayList<>();
        Set<String> required = new HashSet<>();
        Set<String> fixed = new HashSet<>();
        try (ResultSet result = metaData.getColumns(catalog, pattern(schema), pattern(table.table()), null)) {
            while (result.next()) {
                ColumnDefinition column = column(result);
                columns.add(column);
                boolean generated = YES.equals(result.getString("IS_GENERATEDCOLUMN"));
                boolean filledIn = generated
                        || YES.equals(result.getString("IS_AUTOINCREMENT"))
                        || result.getString("COLUMN_DEF") != null;
                if (!column.nullable() && !filledIn) {
                    required.add(column.name());
                }
                if (filledIn) {
                    fixed.add(column.name());
                }
            }
        }
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        Set<String> key = primaryKey();
        required.removeAll(key);
        List<Set<String>> keys = uniqueIndexes();
        if (!key.isEmpty() && !keys.contains(key)) {
            keys.add(0, key);
        }
        return Optional.of(new TableDefinition(table, type(), columns, keys, required, fixed));
    }

    /** A name that must not be taken for a pattern. */
    private String pattern(String name) throws SQLException {
        String escape = metaData.getSearchStringEscape();
        return name == null || escape == null || escape.isEmpty()
                ? name
                : name.replace(escape, escape + escape)
                        .replace("_", escape + "_")
                        .replace("%", escape + "%");
    }

    private static ColumnDefinition column(ResultSet result) throws SQLException {
        int sqlType = result.getInt("DATA_TYPE");
        String base = result.getString("TYPE_NAME");
        int size = result.getInt("COLUMN_SIZE");
        int scale = result.getInt("DECIMAL_DIGITS");
        String type =
                switch (sqlType) {
                    case Types.CHAR, Types.VARCHAR, Types.NCHAR, Types.NVARCHAR, Types.BINARY, Types.VARBINARY ->
                        size > 0 ? base + "(" + size + ")" : base;
                    case Types.DECIMAL, Types.NUMERIC -> size > 0 ? base + "(" + size + "," + scale + ")" : base;
                    default -> base;
                };
        return new ColumnDefinition(
                result.getString("COLUMN_NAME"),
                base.contains("(") ? base : type,
                base,
                GenericTypes.family(sqlType),
                result.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
                size(sqlType, size, scale));
    }

    private static TypeSize size(int sqlType, int size, int scale) {
        return switch (sqlType) {
            case Types.SMALLINT -> TypeSize.INT16;
            case Types.INTEGER -> TypeSize.INT32;
            case Types.BIGINT -> TypeSize.INT64;
            case Types.REAL -> TypeSize.FLOAT32;
            case Types.DOUBLE -> TypeSize.FLOAT64;
            case Types.DECIMAL, Types.NUMERIC -> size > 0 ? TypeSize.decimal(size, scale) : TypeSize.UNKNOWN;
            case Types.CHAR, Types.VARCHAR, Types.NCHAR, Types.NVARCHAR -> TypeSize.text(size > 0 ? size : null);
            case Types.BINARY, Types.VARBINARY -> TypeSize.binary(size > 0 ? size : null);
            default -> TypeSize.UNKNOWN;
        };
    }

    private String type() throws SQLException {
        try (ResultSet result = metaData.getTables(catalog, pattern(schema), pattern(table.table()), null)) {
            String type = result.next() ? result.getString("TABLE_TYPE") : "TABLE";
            return "BASE TABLE".equals(type) ? "TABLE" : type;
        }
    }

    private Set<String> primaryKey() throws SQLException {
        Set<String> key = new HashSet<>();
        try (ResultSet result = metaData.getPrimaryKeys(catalog, schema, table.table())) {
            while (result.next()) {
                key.add(result.getString("COLUMN_NAME"));
            }
        }
        return key;
    }

    private List<Set<String>> uniqueIndexes() throws SQLException {
        Map<String, Set<String>> indexes = new LinkedHashMap<>();
        Set<String> partial = new HashSet<>();
        try (ResultSet result = metaData.getIndexInfo(catalog, schema, table.table(), true, true)) {
            while (result.next()) {
                String index = result.getString("INDEX_NAME");
                if (result.getShort("TYPE") == DatabaseMetaData.tableIndexStatistic) {
                    continue;
                }
                if (result.getString("FILTER_CONDITION") != null) {
                    partial.add(index);
                }
                String column = result.getString("COLUMN_NAME");
                indexes.computeIfAbsent(index, name -> new HashSet<>()).add(column == null ? "an expression" : column);
            }
        }
        indexes.keySet().removeAll(partial);
        return new ArrayList<>(indexes.values());
    }
}
