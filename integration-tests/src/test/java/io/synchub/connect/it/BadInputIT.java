/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synchub.connect.localstack.ConnectRest;
import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PostgresServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What bad input gets over Connect's REST API: an error on its key with the mend, or a failed task that names the place. */
class BadInputIT {
    private static final String SECRET_VALUE = "4711-secret";

    private static LocalStack stack;
    private static ConnectRest rest;

    @BeforeAll
    static void start() {
        stack = Pipeline.stack("bad-input").start();
        rest = stack.rest();
        Rows.execute(
                stack.postgres("shop"),
                "CREATE TABLE orders (order_id bigint PRIMARY KEY, user_id bigint, amount numeric(10,2), note text)",
                "INSERT INTO orders VALUES (1, 101, 5, '" + SECRET_VALUE + "')",
                "CREATE TABLE whole (id bigint PRIMARY KEY, user_id bigint)",
                "ALTER TABLE whole REPLICA IDENTITY FULL");
        Rows.execute(stack.postgres("warehouse"), "CREATE TABLE keyless (order_id bigint, note text)");
        rest.put("source", Pipeline.debezium("shop", "table.include.list", "public.orders"));
        rest.awaitRunning("source", Pipeline.PATIENCE);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void a_config_that_can_work_has_no_errors() {
        assertThat(rest.validate(Pipeline.JDBC_SINK, sink("good"))).isEmpty();
        assertThat(rest.validate(Pipeline.REFRESH_SINK, refresh("whole"))).isEmpty();
    }

    @Test
    void an_unreachable_database_is_an_error_of_the_url() {
        assertRefused(
                Pipeline.JDBC_SINK,
                with(sink("t"), "connection.url", "jdbc:postgresql://127.0.0.1:1/warehouse"),
                "connection.url",
                "reach");
        assertRefused(
                Pipeline.JDBC_SINK,
                with(sink("t"), "connection.url", "jdbc:postgresql://no.such.host.invalid/w"),
                "connection.url",
                "reach");
        assertRefused(
                Pipeline.REFRESH_SINK,
                with(refresh("whole"), "source.connection.url", "jdbc:postgresql://127.0.0.1:1/shop"),
                "source.connection.url",
                "reach");
        assertRefused(
                Pipeline.JDBC_SINK,
                with(sink("t"), "connection.url", "jdbc:nosuchdb://host/w"),
                "connection.url",
                "PostgreSQL");
    }

    @Test
    void a_wrong_password_is_an_error_of_the_password() {
        assertRefused(
                Pipeline.JDBC_SINK,
                with(sink("t"), "connection.password", SECRET_VALUE),
                "connection.password",
                "password");
        assertRefused(
                Pipeline.REFRESH_SINK,
                with(refresh("whole"), "source.connection.password", SECRET_VALUE),
                "source.connection.password",
                "password");
    }

    @Test
    void a_password_in_the_url_is_refused_since_connect_logs_urls() {
        String url = stack.postgres("warehouse").jdbcUrl() + "?password=" + SECRET_VALUE;
        assertRefused(
                Pipeline.JDBC_SINK, with(sink("t"), "connection.url", url), "connection.url", "connection.password");
    }

    @Test
    void a_table_without_the_needed_key_is_an_error_of_the_key_fields() {
        assertRefused(
                Pipeline.JDBC_SINK, with(sink("keyless"), "pk.fields", "order_id"), "pk.fields", "ADD PRIMARY KEY");
        assertRefused(Pipeline.JDBC_SINK, sink("keyless"), "pk.fields", "no primary key");
        assertRefused(Pipeline.JDBC_SINK, with(sink("keyless"), "pk.fields", "id"), "pk.fields", "no column id");
    }

    @Test
    void a_source_table_without_full_replica_identity_is_an_error_of_the_source_tables() {
        assertRefused(
                Pipeline.REFRESH_SINK, refresh("orders"), "source.tables", "ALTER TABLE orders REPLICA IDENTITY FULL");
    }

    @Test
    void a_query_that_the_source_does_not_take_is_an_error_of_the_query() {
        assertRefused(
                Pipeline.REFRESH_SINK,
                with(refresh("whole"), "query", "SELECT user_id, count(*) FROM nowhere GROUP BY 1"),
                "query",
                "nowhere");
        assertRefused(
                Pipeline.REFRESH_SINK,
                with(refresh("whole"), "key.fields", "customer"),
                "key.fields",
                "no column customer");
    }

    @Test
    void a_mapping_that_can_not_be_read_is_an_error_of_its_key() {
        Map<String, String> config = mapped(sink("t"), "order_id:id:bigdecimal");
        assertRefused(Pipeline.JDBC_SINK, config, "transforms.map.columns", "bigdecimal");
    }

    @Test
    void an_unknown_column_in_a_mapping_fails_the_task_with_the_place_and_the_columns_there_are() {
        String trace = traceOf("unknown-column", mapped(sink("t1"), "order_id, customer"));
        assertThat(trace).contains("topic shop.public.orders, partition 0, offset 0", "customer", "user_id");
    }

    @Test
    void a_missing_key_field_fails_the_task_with_the_place_and_the_fields_there_are() {
        String trace = traceOf("missing-key-field", with(sink("t2"), "pk.fields", "id"));
        assertThat(trace).contains("topic shop.public.orders, partition 0, offset 0", "'id'", "order_id");

        Map<String, String> config = with(refresh("whole"), "transforms.keys.keys", "customer");
        trace = traceOf("missing-group-field", config);
        assertThat(trace).contains("topic shop.public.orders, partition 0, offset 0", "customer", "user_id");
    }

    @Test
    void a_value_that_does_not_fit_fails_the_task_with_topic_partition_offset_table_and_column() {
        Rows.execute(
                stack.postgres("warehouse"),
                "CREATE TABLE narrow (order_id bigint PRIMARY KEY, user_id int, amount numeric, note varchar(3))");
        String trace = traceOf("too-long", sink("narrow"));
        assertThat(trace)
                .contains("topic shop.public.orders, partition 0, offset 0", "column note", "table narrow", "22001")
                .doesNotContain(SECRET_VALUE);
    }

    @Test
    void a_column_that_the_table_lacks_fails_the_task_with_the_mend() {
        Rows.execute(stack.postgres("warehouse"), "CREATE TABLE short (order_id bigint PRIMARY KEY, user_id int)");
        String trace = traceOf("lacks-column", sink("short"));
        assertThat(trace).contains("offset 0", "short", "amount, note", "auto.evolve");
    }

    @Test
    void a_replica_identity_that_is_not_full_fails_the_task_when_the_topics_do_not_tell_the_table() {
        Map<String, String> config = with(refresh("whole"), "source.tables", "orders");
        assertRefused(Pipeline.REFRESH_SINK, config, "source.tables", "REPLICA IDENTITY FULL");
        Rows.execute(stack.postgres("shop"), "UPDATE orders SET amount = 6");
        // The configuration names another table: the events themselves give it away.
        String trace = traceOf("no-before-image", refresh("whole"));
        assertThat(trace).contains("topic shop.public.orders, partition 0, offset ", "REPLICA IDENTITY FULL");
    }

    private static void assertRefused(String connector, Map<String, String> config, String key, String says) {
        Map<String, List<String>> errors = rest.validate(connector, config);
        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key)).singleElement().asString().contains(says).doesNotContain(SECRET_VALUE);
    }

    private static String traceOf(String name, Map<String, String> config) {
        rest.put(name, config);
        await().atMost(Pipeline.PATIENCE).until(() -> rest.status(name).hasFailed());
        String trace = rest.status(name).traces();
        rest.delete(name);
        assertThat(trace).doesNotContain(SECRET_VALUE);
        return trace;
    }

    private static Map<String, String> sink(String table) {
        Map<String, String> config = new LinkedHashMap<>();
        PostgresServer warehouse = stack.postgres("warehouse");
        config.put("connector.class", Pipeline.JDBC_SINK);
        config.put("topics", "shop.public.orders");
        config.put("connection.url", warehouse.jdbcUrl());
        config.put("connection.user", warehouse.user());
        config.put("connection.password", warehouse.password());
        config.put("table.name.format", table);
        config.put("insert.mode", "upsert");
        config.put("pk.mode", "record_key");
        config.put("delete.enabled", "true");
        config.put("auto.create", "true");
        return config;
    }

    private static Map<String, String> refresh(String sourceTable) {
        Map<String, String> config = sink("totals");
        config.keySet()
                .removeIf(key -> key.startsWith("pk.") || key.startsWith("insert.") || key.startsWith("delete."));
        config.remove("table.name.format");
        PostgresServer shop = stack.postgres("shop");
        config.put("connector.class", Pipeline.REFRESH_SINK);
        config.put("source.connection.url", shop.jdbcUrl());
        config.put("source.connection.user", shop.user());
        config.put("source.connection.password", shop.password());
        config.put("source.tables", sourceTable);
        config.put("query", "SELECT user_id, count(*) AS number FROM " + sourceTable + " GROUP BY user_id");
        config.put("key.fields", "user_id");
        config.put("table.name", "totals");
        config.put("transforms", "keys");
        config.put("transforms.keys.type", "io.synchub.connect.transforms.AggregateKey");
        config.put("transforms.keys.keys", "user_id");
        return config;
    }

    private static Map<String, String> mapped(Map<String, String> config, String columns) {
        config.put("transforms", "map");
        config.put("transforms.map.type", "io.synchub.connect.transforms.ColumnMap$Value");
        config.put("transforms.map.columns", columns);
        return config;
    }

    private static Map<String, String> with(Map<String, String> config, String key, String value) {
        config.put(key, value);
        return config;
    }
}
