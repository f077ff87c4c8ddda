/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The destination database, as far as the examples can be seen in it. One thread. */
final class Warehouse implements AutoCloseable {
    private final Connection connection;

    Warehouse(PostgresServer server) throws SQLException {
        connection = server.connect();
    }

    /** A row of {@code user_daily_orders}, as text. */
    record Total(String userId, String date, String numOrders, String amount, String lastUpdatedAt) {
        String group() {
            return userId + ", " + date;
        }

        String values() {
            return numOrders + ", " + amount;
        }

        @Override
        public String toString() {
            return "(" + group() + ", " + values() + ")";
        }
    }

    /** A cell with its column and type; a null reads {@code null}. */
    record Cell(String column, String type, String value) {
        private static final int LONGEST = 48;

        /** In one line of a table. */
        String shortValue() {
            String line = value.replaceAll("\\p{Cntrl}+", " ");
            return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
        }
    }

    boolean hasTable(String name) throws SQLException {
        return "true"
                .equals(rows("SELECT (to_regclass('" + quoted(name).replace("'", "''") + "') IS NOT NULL)::text")
                        .get(0)
                        .get(0));
    }

    long count(String table) throws SQLException {
        return Long.parseLong(
                rows("SELECT count(*) FROM " + quoted(table)).get(0).get(0));
    }

    /** The columns of one row, in the order of the table. */
    List<Cell> row(String table, String condition) throws SQLException {
        List<List<String>> columns = rows("SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
                + " WHERE attrelid = '" + quoted(table).replace("'", "''")
                + "'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
        List<List<String>> found = rows("SELECT * FROM " + quoted(table) + " WHERE " + condition + " LIMIT 1");
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < columns.size() && !found.isEmpty(); i++) {
            cells.add(new Cell(
                    columns.get(i).get(0), columns.get(i).get(1), found.get(0).get(i)));
        }
        return cells;
    }

    /**
     * All rows of a table.
     *
     * @param expressions what to tell of each, as text
     */
    List<List<String>> rows(String table, List<String> expressions, String order) throws SQLException {
        String columns = expressions.stream()
                .map(expression -> "(" + expression + ")::text")
                .collect(Collectors.joining(", "));
        return rows("SELECT " + columns + " FROM " + quoted(table) + " ORDER BY " + order);
    }

    /** Whether the connectors have created both tables. */
    boolean hasTables() throws SQLException {
        return "true"
                .equals(rows("SELECT (to_regclass('public.orders') IS NOT NULL"
                                + " AND to_regclass('public.user_daily_orders') IS NOT NULL)::text")
                        .get(0)
                        .get(0));
    }

    /** The totals of users 101 and 102, in their order. */
    List<Total> seedTotals() throws SQLException {
        return rows("SELECT user_id::text, date::text, num_orders::text, amount::text, last_updated_at::text"
                        + " FROM user_daily_orders WHERE user_id IN (101, 102) ORDER BY user_id, date")
                .stream()
                .map(row -> new Total(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)))
                .toList();
    }

    /** Orders 1 to 3 as {@code (1, 101, 50.00, 2024-01-15)}. */
    List<String> seedOrders() throws SQLException {
        return rows("SELECT order_id::text, user_id::text, amount::text, order_date::date::text"
                        + " FROM orders WHERE order_id <= 3 ORDER BY order_id")
                .stream()
                .map(row -> "(" + String.join(", ", row) + ")")
                .toList();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private List<List<String>> rows(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
