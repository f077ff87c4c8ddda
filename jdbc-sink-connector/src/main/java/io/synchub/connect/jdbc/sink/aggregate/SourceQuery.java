/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.aggregate;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.dialect.AggregateSource;
import io.synchub.connect.jdbc.dialect.KeyedQuery;
import io.synchub.connect.jdbc.dialect.ResultColumn;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowChange.Operation;
import io.synchub.connect.jdbc.write.RowKey;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteRule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The user's query, made ready for keys of one layout: what it gives as rows of the summary table, and which keys have
 * no group. Bound to no connection; for one thread.
 */
final class SourceQuery {
    private final KeyedQuery query;
    private final RowLayout resultLayout;
    private final List<Integer> keyColumns;
    private final List<ResultColumn> columns;

    /** The groups that exist now, and the keys without one. */
    record Groups(List<RowChange> present, List<RowChange> absent) {}

    private SourceQuery(
            KeyedQuery query, List<ResultColumn> columns, RowLayout resultLayout, List<Integer> keyColumns) {
        this.query = query;
        this.columns = columns;
        this.resultLayout = resultLayout;
        this.keyColumns = keyColumns;
    }

    /** Asks the source what the query's columns are. */
    static SourceQuery describe(Connection connection, AggregateSource source, String sql, RowLayout keys)
            throws SQLException {
        List<ResultColumn> result = AggregateSource.joinsKeysItself(sql)
                ? withoutOrdinal(columns(
                        connection,
                        source,
                        source.keyedQuery(sql, keys.columns(), List.of()).sql()))
                : columns(connection, source, "SELECT * FROM (\n" + sql + "\n) AS q");
        // A query that joins the keys itself may compare them with columns of other types than its results: they keep
        // their own, but for padded text, which as plain text equals nothing.
        List<ResultColumn> keyTypes = AggregateSource.joinsKeysItself(sql)
                ? result.stream().filter(ResultColumn::padded).toList()
                : result;
        KeyedQuery query = source.keyedQuery(sql, keys.columns(), keyTypes);
        List<RowLayout.Column> columns = result.stream()
                .map(column -> new RowLayout.Column(
                        column.name(), column.schema(), keys.keyNames().contains(column.name())))
                .toList();
        RowLayout layout = new RowLayout(columns, WriteRule.UPSERT);
        List<String> names =
                layout.columns().stream().map(RowLayout.Column::name).toList();
        return new SourceQuery(
                query,
                result,
                layout,
                keys.keyNames().stream().map(names::indexOf).toList());
    }

    /** The columns of a statement's result, without running it. */
    static List<ResultColumn> columns(Connection connection, AggregateSource source, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return source.resultColumns(statement.getMetaData());
        }
    }

    private static List<ResultColumn> withoutOrdinal(List<ResultColumn> columns) {
        return columns.subList(1, columns.size());
    }

    /** The columns of the summary table. */
    RowLayout resultLayout() {
        return resultLayout;
    }

    /**
     * Computes the groups of keys.
     *
     * @param keys rows of the layout that this was described for, each key once
     */
    Groups run(Connection connection, TableId table, List<RowChange> keys, Duration timeout) throws SQLException {
        // By the group's own key: the source may take two keys for one, as 0.0 and -0.0, or texts of another case.
        Map<RowKey, RowChange> present = new LinkedHashMap<>();
        boolean[] seen = new boolean[keys.size()];
        List<RowChange> absent = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            statement.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
            query.bind(
                    connection, statement, keys.stream().map(RowChange::values).toList());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    int ordinal = result.getInt(1) - 1;
                    RowChange key = keys.get(ordinal);
                    if (seen[ordinal]) {
                        throw new ConnectException("The query gives more than one row for a key of " + key.position()
                                + " in table " + table + ": it must GROUP BY exactly the key.fields");
                    }
                    seen[ordinal] = true;
                    Object[] row = row(result);
                    if (keyColumns.stream().anyMatch(index -> row[index] == null)) {
                        absent.add(asWritten(key));
                    } else {
                        RowChange group = new RowChange(table, resultLayout, Operation.WRITE, row, key.position());
                        present.putIfAbsent(group.key(), group);
                    }
                }
            }
        }
        return new Groups(List.copyOf(present.values()), absent);
    }

    private Object[] row(ResultSet result) throws SQLException {
        Object[] row = new Object[resultLayout.columns().size()];
        for (int i = 0; i < row.length; i++) {
            Object value = value(result, i + 2, resultLayout.columns().get(i).type());
            row[i] = columns.get(i).padded() ? withoutPadding(value) : value;
        }
        return row;
    }

    /** A key as the summary table has it: the record may bring it padded, as the source's log does. */
    private RowChange asWritten(RowChange key) {
        Object[] values = key.values().clone();
        for (int i = 0; i < values.length; i++) {
            if (columns.get(keyColumns.get(i)).padded()) {
                values[i] = withoutPadding(values[i]);
            }
        }
        return new RowChange(key.table(), key.layout(), key.operation(), values, key.position());
    }

    private static Object withoutPadding(Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    /** Numbers of a fixed size, booleans and bytes as such; all else in the text form that the destination reads. */
    private static Object value(ResultSet result, int index, SemanticType type) throws SQLException {
        Object value =
                switch (type) {
                    case BOOLEAN -> result.getBoolean(index);
                    case INT8, INT16 -> result.getShort(index);
                    case INT32 -> result.getInt(index);
                    case INT64 -> result.getLong(index);
                    case FLOAT32 -> result.getFloat(index);
                    case FLOAT64 -> result.getDouble(index);
                    case BYTES -> result.getBytes(index);
                    default -> result.getString(index);
                };
        return result.wasNull() ? null : value;
    }
}
