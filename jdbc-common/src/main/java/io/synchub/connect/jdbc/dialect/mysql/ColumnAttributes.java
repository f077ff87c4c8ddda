/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code MODIFY COLUMN} must repeat lest it is lost: default, AUTO_INCREMENT, comment and the column's own check.
 *
 * @param defaultsAreSql whether the catalog shows defaults as SQL, and not as the value itself
 * @param checks the conditions of columns that have one, by name
 */
record ColumnAttributes(boolean defaultsAreSql, Map<String, String> checks) {
    private static final String AUTO_INCREMENT = "auto_increment";
    /** Whatever else it is may not suit another type, or may have lost its parentheses. */
    private static final Pattern LITERAL = Pattern.compile("b?'.*'|-?[0-9]+(\\.[0-9]+)?", Pattern.DOTALL);

    ColumnAttributes {
        checks = Map.copyOf(checks);
    }

    /**
     * Writes them as SQL.
     *
     * @param value the default as the catalog shows it, or null
     * @param extra in lower case
     * @return empty when they can not be told
     */
    Optional<String> of(String name, String value, String extra, String comment) {
        if (!extra.isEmpty() && !extra.equals(AUTO_INCREMENT)) {
            return Optional.empty();
        }
        StringBuilder sql = new StringBuilder();
        if (value != null && !(defaultsAreSql && value.equalsIgnoreCase("null"))) {
            if (defaultsAreSql && !LITERAL.matcher(value).matches()) {
                return Optional.empty();
            }
            sql.append(" DEFAULT ").append(defaultsAreSql || value.startsWith("b'") ? value : quoted(value));
        }
        if (!extra.isEmpty()) {
            sql.append(" AUTO_INCREMENT");
        }
        if (!comment.isEmpty()) {
            sql.append(" COMMENT ").append(quoted(comment));
        }
        if (checks.containsKey(name)) {
            sql.append(" CHECK (").append(checks.get(name)).append(')');
        }
        return Optional.of(sql.toString());
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
