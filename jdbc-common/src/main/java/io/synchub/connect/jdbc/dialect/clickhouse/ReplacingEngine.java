/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.clickhouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a table chooses among the rows of one key.
 *
 * @param version the column whose greatest value wins, or null: the row that was inserted last
 * @param deleted the column that is 1 in a row that is deleted, or null
 */
record ReplacingEngine(String version, String deleted) {
    /** Replicated ones begin with texts: the path in the keeper, and the replica. */
    private static final Pattern ENGINE = Pattern.compile(
            "^\\w*ReplacingMergeTree(?:\\(((?:'(?:[^'\\\\]|\\\\.)*'|`(?:[^`\\\\]|\\\\.)*`|[^()'`])*)\\))?");

    private static final Pattern ARGUMENT = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|`((?:[^`\\\\]|\\\\.)*)`|([^\\s,]+)");

    /**
     * Reads an engine as {@code system.tables.engine_full} shows it.
     *
     * @return empty for an engine that keeps all rows
     */
    static Optional<ReplacingEngine> of(String engineFull) {
        Matcher engine = ENGINE.matcher(engineFull);
        if (!engine.find()) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>();
        Matcher argument = ARGUMENT.matcher(engine.group(1) == null ? "" : engine.group(1));
        while (argument.find()) {
            if (argument.group(1) != null) {
                columns.add(argument.group(1).replaceAll("\\\\(.)", "$1"));
            } else if (argument.group(2) != null) {
                columns.add(argument.group(2));
            }
        }
        return Optional.of(new ReplacingEngine(
                columns.isEmpty() ? null : columns.get(0), columns.size() < 2 ? null : columns.get(1)));
    }
}
