/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.PostgresServer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The source database: its table, its generated orders, and the changes made to them. The same on every run. */
final class Shop {
    /** Ids of generated orders begin behind those of the seed example, and their users are others. */
    static final long FIRST_GENERATED = 1_001;

    private static final int FIRST_USER = 1_000;
    private static final int USERS = 500;
    private static final int DAYS = 30;
    private static final LocalDateTime FIRST_DAY = LocalDateTime.of(2024, 2, 1, 0, 0);
    private static final List<String> STATES = List.of("new", "paid", "shipped", "returned");

    private final PostgresServer server;
    private final Random random = new Random(20240115);
    private final List<Long> alive = new ArrayList<>();
    private long nextId = FIRST_GENERATED;

    Shop(PostgresServer server) {
        this.server = server;
    }

    void createTable() throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders ("
                    + "order_id bigint PRIMARY KEY, user_id bigint NOT NULL, amount numeric(10,2) NOT NULL,"
                    + " order_date timestamp NOT NULL, status text NOT NULL,"
                    + " updated_at timestamptz NOT NULL DEFAULT clock_timestamp())");
            // The old values of a changed row tell which totals it has left.
            statement.execute("ALTER TABLE orders REPLICA IDENTITY FULL");
            // For the query that recomputes the totals of single users and days.
            statement.execute("CREATE INDEX ON orders (user_id, order_date)");
        }
    }

    /** Inserts generated orders, 1,000 to a statement batch, in one transaction. */
    void generate(int orders) throws SQLException {
        try (Connection connection = server.connect();
                PreparedStatement insert = insert(connection)) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= orders; i++) {
                bindNewOrder(insert);
                insert.addBatch();
                if (i % 1_000 == 0 || i == orders) {
                    insert.executeBatch();
                }
            }
            connection.commit();
        }
    }

    /**
     * Changes generated orders in transactions of 1 to 20: new ones, other amounts and states, orders that move to another
     * user or another day, deleted ones.
     *
     * @return the number of transactions
     */
    int change(int changes) throws SQLException {
        int transactions = 0;
        try (Connection connection = server.connect();
                PreparedStatement insert = insert(connection);
                PreparedStatement amount = connection.prepareStatement(
                        "UPDATE orders SET amount = ?, status = ?, updated_at = clock_timestamp() WHERE order_id = ?");
                PreparedStatement move = connection.prepareStatement("UPDATE orders SET user_id = ?, order_date = ?,"
                        + " updated_at = clock_timestamp() WHERE order_id = ?");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM orders WHERE order_id = ?")) {
            connection.setAutoCommit(false);
            for (int done = 0; done < changes; transactions++) {
                int size = Math.min(1 + random.nextInt(20), changes - done);
                for (int i = 0; i < size; i++) {
                    int kind = random.nextInt(10);
                    if (kind < 3) {
                        bindNewOrder(insert);
                        insert.executeUpdate();
                    } else if (kind < 7) {
                        amount.setBigDecimal(1, randomAmount());
                        amount.setString(2, randomState());
                        amount.setLong(3, alive.get(random.nextInt(alive.size())));
                        amount.executeUpdate();
                    } else if (kind < 9) {
                        move.setLong(1, randomUser());
                        move.setTimestamp(2, Timestamp.valueOf(randomDate()));
                        move.setLong(3, alive.get(random.nextInt(alive.size())));
                        move.executeUpdate();
                    } else {
                        delete.setLong(1, alive.remove(random.nextInt(alive.size())));
                        delete.executeUpdate();
                    }
                }
                connection.commit();
                done += size;
            }
        }
        return transactions;
    }

    /** Generated orders that exist. */
    List<Long> orders() {
        return List.copyOf(alive);
    }

    private static PreparedStatement insert(Connection connection) throws SQLException {
        return connection.prepareStatement(
                "INSERT INTO orders (order_id, user_id, amount, order_date, status) VALUES (?, ?, ?, ?, ?)");
    }

    private void bindNewOrder(PreparedStatement insert) throws SQLException {
        insert.setLong(1, nextId);
        insert.setLong(2, randomUser());
        insert.setBigDecimal(3, randomAmount());
        insert.setTimestamp(4, Timestamp.valueOf(randomDate()));
        insert.setString(5, randomState());
        alive.add(nextId);
        nextId++;
    }

    private long randomUser() {
        return FIRST_USER + (long) random.nextInt(USERS);
    }

    private BigDecimal randomAmount() {
        return BigDecimal.valueOf(100 + random.nextInt(50_000), 2);
    }

    private LocalDateTime randomDate() {
        return FIRST_DAY.plusSeconds(random.nextInt(DAYS * 24 * 3_600));
    }

    private String randomState() {
        return STATES.get(random.nextInt(STATES.size()));
    }
}
