/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import java.util.List;
import java.util.Objects;

/**
 * The name of a table as a user writes it: {@code table}, {@code schema.table} or {@code catalog.schema.table}.
 *
 * @param catalog the catalog (PostgreSQL: the database), or null
 * @param schema the schema, or null where the connection's search path decides
 * @param table the table, as it stands in the catalog: case is kept
 */
public record TableId(String catalog, String schema, String table) {

    public TableId {
        Objects.requireNonNull(table, "table");
    }

    /** A table that the connection's search path finds. */
    public static TableId of(String table) {
        return new TableId(null, null, table);
    }

    /**
     * Reads a dotted name of one to three parts.
     *
     * @throws IllegalArgumentException when it has more parts, or an empty one
     */
    public static TableId parse(String dotted) {
        List<String> parts = List.of(dotted.split("\\.", -1));
        if (parts.size() > 3 || parts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "'" + dotted + "' is not a table name: write table, schema.table or catalog.schema.table");
        }
        int last = parts.size() - 1;
        return new TableId(last > 1 ? parts.get(0) : null, last > 0 ? parts.get(last - 1) : null, parts.get(last));
    }

    @Override
    public String toString() {
        return (catalog == null ? "" : catalog + ".") + (schema == null ? "" : schema + ".") + table;
    }
}
