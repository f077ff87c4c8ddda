/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.sqlite;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Equality;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TypeSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads tables by pragmas. A table's schema is the name of an attached database. */
final class SqliteCatalog {
    private static final String MAIN = "main";

    private static final String COLUMNS = "SELECT name, type, \"notnull\", dflt_value, pk, hidden,"
            + " (SELECT type FROM pragma_table_list(?) t WHERE t.schema = ?) AS table_type"
            + " FROM pragma_table_xinfo(?, ?) WHERE hidden <> 1 ORDER BY cid";

    /** Whole indexes only; one on an expression has a column without a name. */
    private static final String UNIQUE_INDEXES = "SELECT i.name AS index_name, c.name AS column_name,"
            + " c.coll"
            + " FROM pragma_index_list(?, ?) i CROSS JOIN pragma_index_xinfo(i.name, ?) c"
            + " WHERE i.\"unique\" = 1 AND i.partial = 0 AND c.key = 1 ORDER BY i.seq, c.seqno";

    private SqliteCatalog() {}

    static Optional<TableDefinition> read(Connection connection, TableId table) throws SQLException {
        String schema = table.schema() == null ? MAIN : table.schema();
        Map<String, Equality> equalities = new HashMap<>();
        List<Set<String>> keys = uniqueIndexes(connection, table, schema, equalities);
        List<ColumnDefinition> columns = new ArrayList<>();
        Set<String> required = new HashSet<>();
        Map<Integer, String> key = new TreeMap<>();
        Set<String> names = new HashSet<>();
        String type = "";
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table.table());
            statement.setString(2, schema);
            statement.setString(3, table.table());
            statement.setString(4, schema);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    type = "view".equals(result.getString("table_type")) ? "VIEW" : "TABLE";
                    ColumnDefinition column = column(result, equalities);
                    columns.add(column);
                    names.add(column.name());
                    int position = result.getInt("pk");
                    if (position > 0) {
                        key.put(position, column.name());
                    } else if (!column.nullable() && result.getString("dflt_value") == null) {
                        required.add(column.name());
                    }
                }
            }
        }
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        if (!key.isEmpty()) {
            // The key of a table whose rows are numbered by it has no index.
            keys.add(0, Set.copyOf(key.values()));
        }
        // No column can be changed where it stands.
        return Optional.of(new TableDefinition(table, type, columns, keys, required, names));
    }

    private static ColumnDefinition column(ResultSet result, Map<String, Equality> equalities) throws SQLException {
        String declared = result.getString("type");
        String type = declared == null ? "" : declared;
        String name = result.getString("name");
        return new ColumnDefinition(
                name,
                type,
                type,
                SqliteTypes.family(type),
                !result.getBoolean("notnull"),
                TypeSize.UNKNOWN,
                equalities.getOrDefault(name, Equality.EXACT));
    }

    /** What the collation takes for one, by its name; a collation of the user's own may take anything for one. */
    private static Equality equality(String collation) {
        return switch (collation.toUpperCase(Locale.ROOT)) {
            case "BINARY" -> Equality.EXACT;
            case "RTRIM" -> Equality.PADDED;
            default -> Equality.LOOSE;
        };
    }

    /** @param equalities takes, by name, those of columns that are compared by another collation than by their bytes */
    private static List<Set<String>> uniqueIndexes(
            Connection connection, TableId table, String schema, Map<String, Equality> equalities) throws SQLException {
        Map<String, Set<String>> indexes = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(UNIQUE_INDEXES)) {
            statement.setString(1, table.table());
            statement.setString(2, schema);
            statement.setString(3, schema);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    String column = result.getString("column_name");
                    Equality equality = equality(result.getString("coll"));
                    if (column != null && equality != Equality.EXACT) {
                        equalities.merge(column, equality, (one, other) -> one == other ? one : Equality.LOOSE);
                    }
                    indexes.computeIfAbsent(result.getString("index_name"), name -> new HashSet<>())
                            .add(column == null ? "an expression" : column);
                }
            }
        }
        return new ArrayList<>(indexes.values());
    }
}
