/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Compares both databases by SQL: a third one, {@code comparison}, sees the tables of both as foreign tables, so that one
 * statement tells the rows that stand on one side only. Neither database gets anything to see of it. One thread.
 */
final class Comparison implements AutoCloseable {
    private static final String DATABASE = "comparison";

    private static final String ORDERS_IN_SHOP =
            "SELECT order_id, user_id, amount, order_date, status, updated_at FROM shop.orders";
    private static final String ORDERS_IN_WAREHOUSE =
            "SELECT order_id, user_id, amount, order_date, status, shop_updated_at FROM warehouse.orders";
    private static final String TOTALS_IN_SHOP =
            "SELECT user_id, order_date::date, count(*), sum(amount) FROM shop.orders GROUP BY 1, 2";
    private static final String TOTALS_IN_WAREHOUSE =
            "SELECT user_id, date, num_orders, amount FROM warehouse.user_daily_orders";

    private final Connection connection;

    private Comparison(Connection connection) {
        this.connection = connection;
    }

    /** How many rows there are, and how many stand on one side only. */
    record Rows(long inShop, long inWarehouse, long differences) {
        boolean areEqual() {
            return differences == 0 && inShop == inWarehouse;
        }
    }

    /** Once the tables of the warehouse exist. */
    static Comparison of(PostgresServer shop, PostgresServer warehouse) throws SQLException {
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        }
        Connection connection = warehouse.connect(DATABASE);
        try {
            see(connection, shop);
            see(connection, warehouse);
            return new Comparison(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Rows orders() throws SQLException {
        return compare(ORDERS_IN_SHOP, ORDERS_IN_WAREHOUSE);
    }

    Rows totals() throws SQLException {
        return compare(TOTALS_IN_SHOP, TOTALS_IN_WAREHOUSE);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static void see(Connection connection, PostgresServer server) throws SQLException {
        String name = server.database();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS postgres_fdw");
            statement.execute("CREATE SERVER " + name + " FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '"
                    + server.host() + "', port '" + server.port() + "', dbname '" + name + "', fetch_size '10000')");
            statement.execute("CREATE USER MAPPING FOR CURRENT_USER SERVER " + name + " OPTIONS (user '" + server.user()
                    + "', password '" + server.password() + "')");
            statement.execute("CREATE SCHEMA " + name);
            statement.execute("IMPORT FOREIGN SCHEMA public FROM SERVER " + name + " INTO " + name);
        }
    }

    private Rows compare(String left, String right) throws SQLException {
        String sql = "WITH l AS MATERIALIZED (" + left + "), r AS MATERIALIZED (" + right + ") SELECT"
                + " (SELECT count(*) FROM l), (SELECT count(*) FROM r),"
                + " (SELECT count(*) FROM ((TABLE l EXCEPT ALL TABLE r) UNION ALL (TABLE r EXCEPT ALL TABLE l)) d)";
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return new Rows(result.getLong(1), result.getLong(2), result.getLong(3));
        }
    }
}
