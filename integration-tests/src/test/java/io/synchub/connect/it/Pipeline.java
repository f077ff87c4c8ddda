/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import io.synchub.connect.localstack.ConnectRest;
import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PluginPath;
import io.synchub.connect.localstack.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Stacks for tests, and the pipeline that users copy from config/shop-to-warehouse. */
final class Pipeline {
    static final String JDBC_SINK = "io.synchub.connect.jdbc.sink.JdbcSinkConnector";
    static final String REFRESH_SINK = "io.synchub.connect.jdbc.sink.AggregateRefreshSinkConnector";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the pipeline keeps equal: a query in shop, and the one in warehouse that must give the same. */
    static final String SHOP_ORDERS =
            "SELECT order_id, user_id, amount, order_date, status, updated_at FROM orders ORDER BY order_id";

    static final String WAREHOUSE_ORDERS =
            "SELECT order_id, user_id, amount, order_date, status, shop_updated_at FROM orders ORDER BY order_id";
    static final String SHOP_TOTALS =
            "SELECT user_id, order_date::date, count(*), sum(amount) FROM orders" + " GROUP BY 1, 2 ORDER BY 1, 2";
    static final String WAREHOUSE_TOTALS =
            "SELECT user_id, date, num_orders, amount FROM user_daily_orders ORDER BY 1, 2";

    private static final List<String> CREATE_ORDERS =
            List.of("""
            CREATE TABLE orders (
              order_id bigint PRIMARY KEY,
              user_id bigint NOT NULL,
              amount numeric(10,2) NOT NULL,
              order_date timestamp NOT NULL,
              status text NOT NULL DEFAULT 'created',
              updated_at timestamp NOT NULL DEFAULT now()
            )""", "ALTER TABLE orders REPLICA IDENTITY FULL", "CREATE INDEX ON orders (user_id, order_date)");

    private Pipeline() {}

    /** A stack with shop and warehouse and all plugins; the caller may change what it likes and starts it. */
    static LocalStack.Builder stack(String name) {
        return LocalStack.in(Path.of("target", name))
                .binaries(PluginPath.checkout().resolve("integration-tests/target/postgres-programs"))
                .postgres("shop", server -> server.logicalReplication().fast())
                .postgres("warehouse", PostgresServer.Builder::fast)
                .worker(options -> options.plugins(PluginPath.debeziumPostgres())
                        .plugins(PluginPath.jdbcSink())
                        .plugins(PluginPath.transforms())
                        .offsetFlushInterval(Duration.ofSeconds(1))
                        // A killed worker is missed after six seconds instead of 45.
                        .property("session.timeout.ms", "6000")
                        .property("heartbeat.interval.ms", "2000")
                        .property("consumer.session.timeout.ms", "6000")
                        .property("consumer.heartbeat.interval.ms", "2000"));
    }

    /** Makes shop.orders and creates the connectors as a user would, from the files. */
    static void create(LocalStack stack) {
        Rows.execute(stack.postgres("shop"), CREATE_ORDERS.toArray(String[]::new));
        ConnectRest rest = stack.rest();
        for (Path file : files()) {
            rest.awaitRunning(rest.createFromFile(file), PATIENCE);
        }
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(PluginPath.checkout().resolve("config/shop-to-warehouse"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The configuration of a Debezium source on shop.
     *
     * @param more further keys and values in turn
     */
    static Map<String, String> debezium(String topicPrefix, String... more) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        config.put("database.hostname", "${env:SHOP_HOST}");
        config.put("database.port", "${env:SHOP_PORT}");
        config.put("database.dbname", "${env:SHOP_DATABASE}");
        config.put("database.user", "${env:SHOP_USER}");
        config.put("database.password", "${env:SHOP_PASSWORD}");
        config.put("plugin.name", "pgoutput");
        config.put("topic.prefix", topicPrefix);
        config.put("poll.interval.ms", "50");
        return with(config, more);
    }

    /**
     * The configuration of a connector that writes to warehouse.
     *
     * @param more further keys and values in turn
     */
    static Map<String, String> warehouse(String connectorClass, String topic, String... more) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", connectorClass);
        config.put("topics", topic);
        config.put("connection.url", "${env:WAREHOUSE_JDBC_URL}");
        config.put("connection.user", "${env:WAREHOUSE_USER}");
        config.put("connection.password", "${env:WAREHOUSE_PASSWORD}");
        config.put("auto.create", "true");
        return with(config, more);
    }

    private static Map<String, String> with(Map<String, String> config, String... more) {
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    /** Waits until replica and totals equal shop, row by row. */
    static void awaitEqual(LocalStack stack) {
        PostgresServer shop = stack.postgres("shop");
        PostgresServer warehouse = stack.postgres("warehouse");
        Rows.awaitSame(stack.rest(), PATIENCE, shop, SHOP_ORDERS, warehouse, WAREHOUSE_ORDERS);
        Rows.awaitSame(stack.rest(), PATIENCE, shop, SHOP_TOTALS, warehouse, WAREHOUSE_TOTALS);
    }
}
