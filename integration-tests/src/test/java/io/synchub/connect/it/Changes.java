/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import io.synchub.connect.localstack.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** A stream of changes to shop.orders: inserts, updates of amounts, moves between users and days, deletes. */
final class Changes {
    private static final int USERS = 200;
    private static final int DAYS = 20;
    private static final int IDS = 5_000;

    private final PostgresServer shop;
    private final Random random;

    /** @param seed the same seed gives the same changes */
    Changes(PostgresServer shop, long seed) {
        this.shop = shop;
        this.random = new Random(seed);
    }

    /** Makes changes in transactions of one to twenty. */
    void make(int count) throws SQLException {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            int left = count;
            while (left > 0) {
                int inTransaction = Math.min(left, 1 + random.nextInt(20));
                for (int i = 0; i < inTransaction; i++) {
                    statement.execute(change());
                }
                connection.commit();
                left -= inTransaction;
            }
        }
    }

    private String change() {
        int id = random.nextInt(IDS);
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 ->
                "INSERT INTO orders (order_id, user_id, amount, order_date) VALUES (" + id + ", " + user()
                        + ", " + amount() + ", " + day()
                        + ") ON CONFLICT (order_id) DO UPDATE SET amount = EXCLUDED.amount,"
                        + " updated_at = now()";
            case 4, 5 -> "UPDATE orders SET amount = " + amount() + ", updated_at = now() WHERE order_id = " + id;
            case 6 -> "UPDATE orders SET user_id = " + user() + " WHERE order_id = " + id;
            case 7 -> "UPDATE orders SET order_date = " + day() + ", status = 'moved' WHERE order_id = " + id;
            case 8 -> "DELETE FROM orders WHERE order_id = " + id;
            // A changed primary key, which Debezium tells as a delete and an insert.
            default ->
                "UPDATE orders SET order_id = order_id + " + IDS + " WHERE order_id = " + id
                        + " AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.order_id = " + (id + IDS) + ")";
        };
    }

    private int user() {
        return 1 + random.nextInt(USERS);
    }

    private String amount() {
        return (1 + random.nextInt(100_000)) + " / 100.0";
    }

    private String day() {
        return "timestamp '2024-01-01' + interval '" + random.nextInt(DAYS * 24 * 60) + " minutes'";
    }
}
