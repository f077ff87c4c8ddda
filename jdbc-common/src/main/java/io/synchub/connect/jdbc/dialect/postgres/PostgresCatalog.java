/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Equality;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads tables from PostgreSQL's catalog. */
final class PostgresCatalog {
    /**
     * Plain is a table, or a partitioned one, without rules, row security and triggers of a user, also of its partitions; without
     * an identity that overrules what a statement says, and without domains, which COPY does not check in columns that it
     * leaves out. The functions that list partitions would lock each of them.
     */
    private static final String FIND = """
            SELECT c.oid, c.relkind,
                   c.relkind IN ('r', 'p') AND NOT c.relhasrules AND NOT c.relrowsecurity
                     AND NOT EXISTS (SELECT FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgrelid IN (
                           WITH RECURSIVE part(oid) AS (
                             SELECT c.oid
                             UNION ALL
                             SELECT i.inhrelid FROM pg_inherits i JOIN part ON i.inhparent = part.oid
                             WHERE c.relkind = 'p')
                           SELECT oid FROM part))
                     AND NOT EXISTS (SELECT FROM pg_attribute a
                                     JOIN pg_type y ON y.oid = a.atttypid
                                     WHERE a.attrelid = c.oid AND a.attnum > 0
                                       AND (a.attidentity = 'a' OR y.typtype = 'd')) AS plain
            FROM pg_class c
            WHERE c.oid = to_regclass(?) AND c.relkind IN ('r', 'p', 'v', 'f')""";

    /** The names of {@code pg_class.relkind} in the driver's {@code DatabaseMetaData}. */
    private static final Map<String, String> TYPES =
            Map.of("r", TableDefinition.BASE_TABLE, "p", "PARTITIONED TABLE", "v", "VIEW", "f", "FOREIGN TABLE");

    private record Found(long oid, String type, boolean plain) {}

    private static final String COLUMNS = """
            SELECT a.attname,
                   format_type(a.atttypid, a.atttypmod) AS full_type,
                   format_type(a.atttypid, NULL) AS base_type,
                   coalesce(b.typcategory, t.typcategory) AS category,
                   coalesce(b.typname, t.typname) AS type_name,
                   CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END AS modifier,
                   c.relkind IN ('v', 'f') OR t.typtype = 'd' OR a.attgenerated <> '' OR a.attidentity <> ''
                     OR a.attinhcount > 0 OR (SELECT a.attnum = ANY (p.partattrs) FROM pg_partitioned_table p
                                              WHERE p.partrelid = c.oid) IS TRUE AS fixed,
                   CASE WHEN coalesce(b.typname, t.typname) = 'citext' OR NOT coalesce(l.collisdeterministic, true)
                             THEN 'LOOSE'
                        WHEN coalesce(b.typname, t.typname) = 'bpchar' THEN 'PADDED'
                        WHEN coalesce(b.typname, t.typname) = 'uuid' THEN 'CASELESS'
                        ELSE 'EXACT' END AS equality,
                   a.attnotnull,
                   a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AND t.typdefault IS NULL
                     AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisprimary
                                     AND a.attnum = ANY (i.indkey)) AS required
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype
            LEFT JOIN pg_collation l ON l.oid = a.attcollation
            WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    private static final String TYPES_OF_COLUMNS = "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
            + " WHERE attrelid = ? AND attnum > 0 AND NOT attisdropped";

    /** Only what {@code ON CONFLICT (columns)} can use: unique, whole, valid, checked at once, on plain columns. */
    private static final String UNIQUE_KEYS = """
            SELECT array_agg(a.attname::text)
            FROM pg_index i
            CROSS JOIN LATERAL unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) AS k(attnum)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE i.indrelid = ? AND i.indisunique AND i.indimmediate AND i.indisvalid
              AND i.indpred IS NULL AND i.indexprs IS NULL
            GROUP BY i.indexrelid, i.indisprimary
            ORDER BY i.indisprimary DESC, i.indexrelid""";

    /** The table itself, or its partitions: identity is a matter of the tables that hold rows. */
    private static final String WITHOUT_FULL_IDENTITY = """
            SELECT c.oid::regclass::text
            FROM pg_partition_tree(to_regclass(?)) p
            JOIN pg_class c ON c.oid = p.relid
            WHERE p.isleaf AND c.relkind = 'r' AND c.relreplident <> 'f'
            UNION ALL
            SELECT c.oid::regclass::text
            FROM pg_class c
            WHERE c.oid = to_regclass(?) AND c.relkind = 'r' AND NOT c.relispartition AND c.relreplident <> 'f'
            ORDER BY 1""";

    /** The statistics of the table, or of its partitions; -1 where there are none yet. */
    private static final String ESTIMATED_ROWS = """
            SELECT sum(c.reltuples)::bigint
            FROM pg_class c
            WHERE c.reltuples >= 0 AND c.relkind <> 'p'
              AND (c.oid = to_regclass(?) OR c.oid IN (SELECT relid FROM pg_partition_tree(to_regclass(?))))""";

    private static final String NO_RIGHT = "42501";

    private static final String REFERENCED = "SELECT EXISTS (SELECT 1 FROM pg_constraint WHERE contype = 'f'"
            + " AND confrelid = to_regclass(?) AND conrelid <> confrelid)";

    private PostgresCatalog() {}

    /** Whether foreign keys of other tables refer to a table. */
    static boolean isReferenced(Connection connection, String quotedName) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REFERENCED)) {
            statement.setString(1, quotedName);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /**
     * Whether {@code ON CONFLICT} finds a unique key on columns of a view. Planned only: the server says whether the view can
     * be written to, and whether there is such a key behind it.
     *
     * @param columns quoted, between commas
     */
    static boolean takesConflict(Connection connection, String quotedView, String columns) throws SQLException {
        String sql = "EXPLAIN INSERT INTO " + quotedView + " (" + columns + ") SELECT " + columns + " FROM "
                + quotedView + " WHERE false ON CONFLICT (" + columns + ") DO NOTHING";
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.of(e);
            if (failure.isPassing()) {
                throw e;
            }
            // What the user may not do is told by the write itself.
            return failure.sqlState().equals(NO_RIGHT);
        }
    }

    static long estimatedRows(Connection connection, String quotedName) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ESTIMATED_ROWS)) {
            statement.setString(1, quotedName);
            statement.setString(2, quotedName);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                long rows = result.getLong(1);
                return result.wasNull() ? -1 : rows;
            }
        }
    }

    static List<String> tablesWithoutFullIdentity(Connection connection, String quotedName) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(WITHOUT_FULL_IDENTITY)) {
            statement.setString(1, quotedName);
            statement.setString(2, quotedName);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    names.add(result.getString(1));
                }
            }
        }
        return names;
    }

    static Optional<TableDefinition> read(Connection connection, TableId table, String quotedName) throws SQLException {
        Optional<Found> found = find(connection, quotedName);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        long oid = found.get().oid;
        Set<String> required = new HashSet<>();
        Set<String> fixed = new HashSet<>();
        List<ColumnDefinition> columns = columns(connection, oid, required, fixed);
        TableDefinition definition =
                new TableDefinition(table, found.get().type, columns, uniqueKeys(connection, oid), required, fixed);
        return Optional.of(found.get().plain ? definition.plain() : definition);
    }

    /**
     * Whether a table is plain, has a unique key, or primary key, on exactly these columns, and columns of these types.
     *
     * @param key may be empty: no key is asked for then
     * @param types base types by the columns' names, as {@link #read} tells them
     */
    static boolean isPlain(Connection connection, String quotedName, Set<String> key, Map<String, String> types)
            throws SQLException {
        Optional<Found> found = find(connection, quotedName);
        return found.isPresent()
                && found.get().plain
                && (key.isEmpty() || uniqueKeys(connection, found.get().oid).contains(key))
                && types(connection, found.get().oid).entrySet().containsAll(types.entrySet());
    }

    private static Map<String, String> types(Connection connection, long oid) throws SQLException {
        Map<String, String> types = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TYPES_OF_COLUMNS)) {
            statement.setLong(1, oid);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    types.put(result.getString(1), result.getString(2));
                }
            }
        }
        return types;
    }

    private static Optional<Found> find(Connection connection, String quotedName) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, quotedName);
            try (ResultSet result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(
                                new Found(result.getLong(1), TYPES.get(result.getString(2)), result.getBoolean(3)))
                        : Optional.empty();
            }
        }
    }

    /**
     * @param required takes the names of the columns that a new row must name
     * @param fixed takes the names of the columns that can not be changed
     */
    private static List<ColumnDefinition> columns(
            Connection connection, long oid, Set<String> required, Set<String> fixed) throws SQLException {
        List<ColumnDefinition> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setLong(1, oid);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    columns.add(new ColumnDefinition(
                            result.getString("attname"),
                            result.getString("full_type"),
                            result.getString("base_type"),
                            family(result.getString("category"), result.getString("type_name")),
                            !result.getBoolean("attnotnull"),
                            PostgresSizes.of(result.getString("type_name"), result.getInt("modifier")),
                            Equality.valueOf(result.getString("equality"))));
                    if (result.getBoolean("fixed")) {
                        fixed.add(result.getString("attname"));
                    }
                    if (result.getBoolean("required")) {
                        required.add(result.getString("attname"));
                    }
                }
            }
        }
        return columns;
    }

    private static Family family(String category, String typeName) {
        return switch (typeName) {
            case "bool" -> Family.BOOLEAN;
            case "int2", "int4", "int8", "float4", "float8", "numeric" -> Family.NUMBER;
            case "text", "varchar", "bpchar", "name" -> Family.TEXT;
            case "bytea" -> Family.BYTES;
            default -> "A".equals(category) ? Family.ARRAY : Family.OTHER;
        };
    }

    private static List<Set<String>> uniqueKeys(Connection connection, long oid) throws SQLException {
        List<Set<String>> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(UNIQUE_KEYS)) {
            statement.setLong(1, oid);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    Array names = result.getArray(1);
                    keys.add(Set.copyOf(Arrays.asList((String[]) names.getArray())));
                }
            }
        }
        return keys;
    }
}
