/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The name of a table as a user writes it: {@code table}, {@code schema.table} or {@code catalog.schema.table}.
 *
 * @param catalog the catalog (PostgreSQL: the database), or null
 * @param schema the schema, or null where the connection's search path decides
 * @param table the table, as it stands in the catalog: case is kept
 */
public record TableId(String catalog, String schema, String table) {
    private static final String QUOTES = "\"`";

    public TableId {
        Objects.requireNonNull(table, "table");
    }

    /** A table that the connection's search path finds. */
    public static TableId of(String table) {
        return new TableId(null, null, table);
    }

    /** Reads a dotted name whose parts keep their case. */
    public static TableId parse(String dotted) {
        return parse(dotted, UnaryOperator.identity());
    }

    /**
     * Reads a dotted name of one to three parts. A part may stand in double quotes or backticks: then it may hold dots,
     * and the quote itself twice.
     *
     * @param fold gives a part that is not quoted as the database stores it
     * @throws IllegalArgumentException when it has more parts, or an empty one
     */
    public static TableId parse(String dotted, UnaryOperator<String> fold) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        do {
            boolean quoted = at < dotted.length() && QUOTES.indexOf(dotted.charAt(at)) >= 0;
            int end = quoted ? closingQuote(dotted, at) : dotted.indexOf('.', at);
            end = end < 0 ? dotted.length() : end;
            String quote = quoted ? dotted.substring(at, at + 1) : "";
            parts.add(
                    quoted
                            ? dotted.substring(at + 1, end - 1).replace(quote + quote, quote)
                            : fold.apply(dotted.substring(at, end)));
            at = end + 1;
            if (end < dotted.length() && dotted.charAt(end) != '.') {
                throw notAName(dotted);
            }
        } while (at <= dotted.length());
        if (parts.size() > 3 || parts.stream().anyMatch(String::isBlank)) {
            throw notAName(dotted);
        }
        int last = parts.size() - 1;
        return new TableId(last > 1 ? parts.get(0) : null, last > 0 ? parts.get(last - 1) : null, parts.get(last));
    }

    /** The place behind the quote that ends a part. */
    private static int closingQuote(String dotted, int start) {
        char quote = dotted.charAt(start);
        for (int i = start + 1; i < dotted.length(); i++) {
            if (dotted.charAt(i) == quote) {
                if (i + 1 == dotted.length() || dotted.charAt(i + 1) != quote) {
                    return i + 1;
                }
                i++;
            }
        }
        throw notAName(dotted);
    }

    private static IllegalArgumentException notAName(String dotted) {
        return new IllegalArgumentException("'" + dotted
                + "' is not a table name: write table, schema.table or catalog.schema.table, and a part that holds"
                + " dots in double quotes");
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (catalog == null ? "" : text(catalog) + ".") + (schema == null ? "" : text(schema) + ".") + text(table);
    }

    private static String text(String part) {
        return part.indexOf('.') < 0 && QUOTES.indexOf(part.charAt(0)) < 0
                ? part
                : '"' + part.replace("\"", "\"\"") + '"';
    }
}
