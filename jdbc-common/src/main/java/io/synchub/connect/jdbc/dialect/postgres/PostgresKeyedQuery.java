/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.jdbc.dialect.AggregateSource;
import io.synchub.connect.jdbc.dialect.KeyedQuery;
import io.synchub.connect.jdbc.dialect.ResultColumn;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The keys as a common table expression over {@code unnest … WITH ORDINALITY}, left-joined to the user's query.
 *
 * <p>A query without {@code ${keys}} is run laterally, once a key: {@code OFFSET 0} keeps the planner from flattening
 * the wrapper, so that the conditions on the key become conditions on a subquery, which it does push below the GROUP BY
 * to where an index can serve them.
 */
final class PostgresKeyedQuery implements KeyedQuery {
    private static final String KEYS = "synchub_keys";

    private final List<ColumnForm> parameters;
    private final String sql;

    PostgresKeyedQuery(PostgresDialect dialect, String query, List<RowLayout.Column> keys, List<ResultColumn> result) {
        this.parameters = keys.stream()
                .map(key -> ColumnForm.of(key, target(dialect, key, result), ValueOptions.DEFAULT))
                .toList();
        String names = keys.stream().map(key -> dialect.quote(key.name())).collect(Collectors.joining(", "));
        List<String> unnested = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            unnested.add(parameters.get(i).select("u.v" + i));
        }
        List<String> variables = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            variables.add("v" + i);
        }
        String with = "WITH " + KEYS + "(synchub_ordinal, " + names + ") AS MATERIALIZED (SELECT u.ordinal, "
                + String.join(", ", unnested) + " FROM unnest("
                + parameters.stream().map(ColumnForm::placeholder).collect(Collectors.joining(", "))
                + ") WITH ORDINALITY AS u(" + String.join(", ", variables) + ", ordinal)) ";
        String condition = keys.stream()
                .map(key -> "q." + dialect.quote(key.name()) + " = k." + dialect.quote(key.name()))
                .collect(Collectors.joining(" AND "));
        this.sql = with + "SELECT k.synchub_ordinal, q.* FROM " + KEYS + " AS k LEFT JOIN "
                + (AggregateSource.joinsKeysItself(query)
                        ? "(\n" + query.replace(AggregateSource.KEYS_PLACEHOLDER, KEYS) + "\n) AS q ON " + condition
                        : "LATERAL (SELECT * FROM (\n" + query + "\n) AS q WHERE " + condition
                                + " OFFSET 0) AS q ON true");
    }

    /** The query's own type for a key, so that an enum is compared as one; in a query on ${keys} the value's type. */
    private static ColumnDefinition target(PostgresDialect dialect, RowLayout.Column key, List<ResultColumn> result) {
        return result.stream()
                .filter(column -> column.name().equals(key.name()))
                .findFirst()
                .map(ResultColumn::definition)
                .orElseGet(() -> dialect.columnFor(key.name(), key.schema(), false));
    }

    @Override
    public String sql() {
        return sql;
    }

    @Override
    public void bind(Connection connection, PreparedStatement statement, List<Object[]> keys) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            ColumnForm form = parameters.get(i);
            int column = i;
            boolean typedTexts = keys.stream().anyMatch(key -> form.takesText(key[column]));
            ArrayParameter array = ArrayParameter.of(connection, form, typedTexts, keys.size());
            keys.forEach(key -> array.add(key[column]));
            array.bind(connection, statement, i + 1);
        }
    }
}
