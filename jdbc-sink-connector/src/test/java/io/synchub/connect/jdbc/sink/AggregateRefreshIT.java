/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static io.synchub.connect.jdbc.sink.harness.Records.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synchub.connect.jdbc.sink.harness.Background;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.localstack.Await;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Totals in the destination after changes in the source, for the groups that the records name and no others. */
class AggregateRefreshIT extends AggregateRefreshFixture {
    private static final String PLAIN = """
            SELECT user_id, order_date::date AS date, count(*) AS num_orders, sum(amount) AS amount,
                   max(updated_at) AS last_updated_at
            FROM orders
            GROUP BY user_id, order_date::date""";
    private static final String JOINED = """
            SELECT o.user_id, o.order_date::date AS date, count(*) AS num_orders, sum(o.amount) AS amount,
                   max(o.updated_at) AS last_updated_at
            FROM orders o JOIN ${keys} k ON o.user_id = k.user_id AND o.order_date::date = k.date
            GROUP BY o.user_id, o.order_date::date""";
    private static final String TOTALS = "SELECT user_id, date, num_orders, amount FROM totals ORDER BY 1, 2";
    private static final Schema DAY =
            SchemaBuilder.int32().name("io.debezium.time.Date").build();
    private static final Schema KEY = SchemaBuilder.struct()
            .field("user_id", Schema.INT32_SCHEMA)
            .field("date", DAY)
            .build();

    @BeforeEach
    void createTables() {
        shop.run(
                "CREATE TABLE orders (order_id int PRIMARY KEY, user_id int, amount numeric(10,2),"
                        + " order_date timestamp, status text, updated_at timestamp DEFAULT now())",
                "CREATE INDEX ON orders (user_id)",
                "ALTER TABLE orders REPLICA IDENTITY FULL",
                "INSERT INTO orders VALUES (1, 101, 50, '2024-01-15 08:00'), (2, 101, 30, '2024-01-15 09:00'),"
                        + " (3, 102, 75, '2024-01-15 10:00')");
        warehouse.run("CREATE TABLE totals (user_id int, date date, num_orders bigint, amount numeric,"
                + " last_updated_at timestamp, PRIMARY KEY (user_id, date))");
    }

    private static Struct group(int user) {
        return struct(KEY, user, (int) LocalDate.of(2024, 1, 15).toEpochDay());
    }

    private SinkWorker startOn(String query, String... more) {
        return start(properties(query, "user_id,date", "totals", more));
    }

    private static SinkRecord touched(SinkWorker worker, int... users) {
        Struct[] keys = new Struct[users.length];
        for (int i = 0; i < users.length; i++) {
            keys[i] = group(users[i]);
        }
        return keys(worker, KEY, null, keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, JOINED})
    void orders_that_change_move_and_go_leave_right_totals(String query) {
        SinkWorker worker = startOn(query);
        worker.put(touched(worker, 101), touched(worker, 101), touched(worker, 102));
        assertThat(warehouse.rows(TOTALS)).containsExactly("101|2024-01-15|2|80.00", "102|2024-01-15|1|75.00");
        String untouched = warehouse.value("SELECT xmin FROM totals WHERE user_id = 102");

        shop.run("UPDATE orders SET amount = 40 WHERE order_id = 2");
        worker.put(touched(worker, 101));
        assertThat(warehouse.rows(TOTALS)).containsExactly("101|2024-01-15|2|90.00", "102|2024-01-15|1|75.00");
        assertThat(warehouse.value("SELECT xmin FROM totals WHERE user_id = 102"))
                .isEqualTo(untouched);

        shop.run("UPDATE orders SET user_id = 102 WHERE order_id = 2");
        worker.put(touched(worker, 101, 102));
        assertThat(warehouse.rows(TOTALS)).containsExactly("101|2024-01-15|1|50.00", "102|2024-01-15|2|115.00");

        shop.run("DELETE FROM orders WHERE order_id = 1");
        worker.put(touched(worker, 101));
        assertThat(warehouse.rows(TOTALS)).containsExactly("102|2024-01-15|2|115.00");

        shop.run("DELETE FROM orders");
        worker.put(touched(worker, 101, 102));
        assertThat(warehouse.rows(TOTALS)).isEmpty();
    }

    @Test
    void a_flat_record_names_a_group_and_one_without_a_value_none() {
        SinkWorker worker = startOn(PLAIN);
        Schema flat = schema("x:string", "user_id:int64");
        Schema withDay = SchemaBuilder.struct()
                .field("x", Schema.STRING_SCHEMA)
                .field("user_id", Schema.INT64_SCHEMA)
                .field("date", DAY)
                .build();
        int day = (int) LocalDate.of(2024, 1, 15).toEpochDay();
        worker.put(
                worker.next(TOPIC, null, null, withDay, struct(withDay, "x", 102L, day)),
                worker.next(TOPIC, null, null, null, null));
        assertThat(warehouse.rows(TOTALS)).containsExactly("102|2024-01-15|1|75.00");
        SinkRecord lacking = worker.next(TOPIC, null, null, flat, struct(flat, "secret", 102L));
        assertThat(trace(catchThrowable(() -> worker.put(lacking))))
                .contains("topic " + TOPIC + ", partition 0, offset 2", "no key field 'date'", "x, user_id")
                .doesNotContain("secret");
    }

    @Test
    void many_keys_over_many_batches() {
        shop.run("INSERT INTO orders SELECT n, n % 700, n, '2024-01-15' FROM generate_series(1000, 8000) AS n");
        SinkWorker worker = startOn(PLAIN, "batch.size", "64");
        for (int user = 0; user < 700; user++) {
            worker.append(touched(worker, user, (user + 1) % 700));
        }
        worker.drain(100);
        List<String> expected = shop.rows("SELECT user_id, order_date::date, count(*), sum(amount) FROM orders"
                + " WHERE user_id < 700 GROUP BY 1, 2 ORDER BY 1, 2");
        assertThat(warehouse.rows(TOTALS).stream().filter(row -> row.contains("2024-01-15")))
                .containsAll(expected);
        assertThat(warehouse.value("SELECT count(*) FROM totals")).isEqualTo("700");
    }

    @Test
    void where_and_having_decide_which_groups_there_are() {
        String query = "SELECT user_id, count(*) AS n FROM orders WHERE status IS DISTINCT FROM 'void'"
                + " GROUP BY user_id HAVING sum(amount) > 60";
        SinkWorker worker = start(properties(query, "user_id", "big", "auto.create", "true"));
        Schema key = schema("user_id:int32");
        worker.put(key(worker, key, 101), key(worker, key, 102), key(worker, key, 999));
        assertThat(warehouse.rows("SELECT * FROM big ORDER BY 1")).containsExactly("101|2", "102|1");
        shop.run("UPDATE orders SET status = 'void' WHERE order_id = 1");
        worker.put(key(worker, key, 101));
        assertThat(warehouse.rows("SELECT * FROM big ORDER BY 1")).containsExactly("102|1");
    }

    @Test
    void a_summary_table_is_created_with_the_types_of_the_query() {
        String query =
                "SELECT user_id, sum(amount) AS total, avg(amount) AS mean, count(*) AS n, sum(amount)::float8 AS f,"
                        + " bool_and(amount > 0) AS b, max(updated_at) AS at, min(order_date)::date AS day,"
                        + " max(amount)::numeric(12,3) AS top, array_agg(order_id ORDER BY order_id) AS ids,"
                        + " jsonb_agg(amount ORDER BY order_id) AS j, string_agg(status, ',') AS s, now()::timestamptz(0) AS tz"
                        + " FROM orders GROUP BY user_id";
        SinkWorker worker = start(properties(query, "user_id", "sums", "auto.create", "true"));
        Schema key = schema("user_id:int32");
        worker.put(key(worker, key, 101));
        worker.put(key(worker, key, 101));
        worker.put(key(worker, key, 101));
        assertThat(warehouse.rows("SELECT total, round(mean, 3), n, f, b, day, top, ids::int[], j, s FROM sums"))
                .containsExactly("80.00|40.000|2|80|t|2024-01-15|50.000|{1,2}|[50.00, 30.00]|null");
        assertThat(warehouse.rows("SELECT column_name, data_type, numeric_precision, is_nullable FROM"
                        + " information_schema.columns WHERE table_schema = current_schema ORDER BY table_name DESC,"
                        + " ordinal_position LIMIT 9 OFFSET 5"))
                .contains("user_id|integer|32|NO", "total|numeric|null|YES", "n|bigint|64|YES");
        assertThat(warehouse.value("SELECT at FROM sums"))
                .isEqualTo(shop.value("SELECT max(updated_at) FROM orders WHERE user_id = 101"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "int; int32; 7; 7",
                "bigint; int64; 7; 7",
                "smallint; int32; 7; 7",
                "int; int64; 7; 7",
                "text; string; it's \"q\" \\; it's \"q\" \\",
                "varchar(9); string; ab; ab",
                "char(4); string; ab; ab",
                "uuid; uuid; 5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d; 5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d",
                "date; date; 19737; 2024-01-15",
                "timestamp; timestamp; 1705312800123456; 2024-01-15 10:00:00.123456",
                "timestamptz; zoned; 2024-01-15T10:00:00.123456Z; 2024-01-15 10:00:00.123456+00",
                "mood; enum; happy; happy",
                "numeric(10,2); decimal; 12.30; 12.30",
                "numeric; decimal; 12.30; 12.3",
                "bool; boolean; true; true",
                "serial; decimal; 7; 7",
            })
    void keys_of_many_types(String type, String schemaName, String value, String sql) {
        shop.run(
                "CREATE TYPE mood AS ENUM ('sad', 'happy')",
                "CREATE TABLE t (k " + type + ", v int)",
                "INSERT INTO t VALUES ('" + sql.replace("'", "''") + "', 1), ('" + sql.replace("'", "''") + "', 2)");
        SinkWorker worker =
                start(properties("SELECT k, sum(v) AS v FROM t GROUP BY k", "k", "sums", "auto.create", "true"));
        Schema key = SchemaBuilder.struct().field("k", schemaOf(schemaName)).build();
        SinkRecord record = key(worker, key, valueOf(schemaName, value));
        worker.put(record);
        assertThat(warehouse.rows("SELECT v FROM sums")).containsExactly("3");
        shop.run("DELETE FROM t");
        worker.put(record);
        assertThat(warehouse.rows("SELECT v FROM sums")).isEmpty();
    }

    private static Schema schemaOf(String name) {
        return switch (name) {
            case "uuid" -> SchemaBuilder.string().name("io.debezium.data.Uuid").build();
            case "date" -> DAY;
            case "timestamp" ->
                SchemaBuilder.int64().name("io.debezium.time.MicroTimestamp").build();
            case "zoned" ->
                SchemaBuilder.string().name("io.debezium.time.ZonedTimestamp").build();
            case "enum" -> SchemaBuilder.string().name("io.debezium.data.Enum").build();
            case "decimal" -> org.apache.kafka.connect.data.Decimal.schema(2);
            default ->
                SchemaBuilder.type(Schema.Type.valueOf(name.toUpperCase(java.util.Locale.ROOT)))
                        .build();
        };
    }

    private static Object valueOf(String name, String value) {
        return switch (name) {
            case "int32", "date" -> Integer.valueOf(value);
            case "int64", "timestamp" -> Long.valueOf(value);
            case "decimal" -> new java.math.BigDecimal(value).setScale(2);
            case "boolean" -> Boolean.valueOf(value);
            default -> value;
        };
    }

    @Test
    void keys_that_are_one_group_to_the_source_are_written_once() {
        shop.run("CREATE TABLE t (k float8, v int)", "INSERT INTO t VALUES (0, 1), ('-0', 2)");
        SinkWorker worker =
                start(properties("SELECT k, sum(v) AS v FROM t GROUP BY k", "k", "sums", "auto.create", "true"));
        Schema key = schema("k:float64");
        worker.put(key(worker, key, 0.0), key(worker, key, -0.0));
        assertThat(warehouse.rows("SELECT v FROM sums")).containsExactly("3");
    }

    @Test
    void timestamps_do_not_pass_through_the_time_zone_of_the_worker() {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try {
            shop.run(
                    "UPDATE orders SET updated_at = '2024-03-31 02:30:00.123456' WHERE user_id = 101",
                    "UPDATE orders SET updated_at = '0044-03-15 12:00:00 BC' WHERE user_id = 102",
                    "INSERT INTO orders VALUES (9, 103, 1, '2024-01-15', NULL, 'infinity')");
            SinkWorker worker = startOn(PLAIN);
            for (int round = 0; round < 8; round++) {
                worker.put(touched(worker, 101, 102, 103));
            }
            assertThat(warehouse.rows("SELECT user_id, last_updated_at::text FROM totals ORDER BY 1"))
                    .containsExactly("101|2024-03-31 02:30:00.123456", "102|0044-03-15 12:00:00 BC", "103|infinity");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Nested
    class Errors {
        private final Schema user = schema("user_id:int32");

        private String failure(String query, String... more) {
            SinkWorker worker = start(properties(query, "user_id", "sums", more));
            SinkRecord record = key(worker, user, 770077);
            Throwable thrown = catchThrowable(() -> worker.put(record));
            assertThat(thrown).isInstanceOf(ConnectException.class);
            assertThat(worker.committable()).containsValue(0L);
            assertThat(trace(thrown)).doesNotContain("770077");
            return trace(thrown);
        }

        @BeforeEach
        void createRows() {
            shop.run("INSERT INTO orders VALUES (70, 770077, 1, '2024-01-15'), (71, 770077, 20000, '2024-01-16'),"
                    + " (72, 770077, 0, '2024-01-17')");
        }

        @Test
        void more_than_one_row_for_a_key() {
            assertThat(failure(
                            "SELECT user_id, sum(amount) AS a FROM orders GROUP BY user_id, order_date",
                            "auto.create",
                            "true"))
                    .contains("more than one row for a key of topic " + TOPIC + ", partition 0, offset 0", "sums");
        }

        @Test
        void a_summary_table_that_is_missing() {
            assertThat(failure("SELECT user_id, sum(amount) AS a FROM orders GROUP BY user_id"))
                    .contains("topic " + TOPIC + ", partition 0, offset 0", "Table sums does not exist")
                    .contains("auto.create=true");
        }

        @Test
        void a_summary_table_without_the_key() {
            warehouse.run("CREATE TABLE sums (user_id int, a numeric)");
            assertThat(failure("SELECT user_id, sum(amount) AS a FROM orders GROUP BY user_id"))
                    .contains("Table sums has no primary key or unique index", "(user_id)");
        }

        @Test
        void a_query_that_fails_as_it_runs() {
            assertThat(failure(
                            "SELECT user_id, sum(1 / amount) AS a FROM orders GROUP BY user_id", "auto.create", "true"))
                    .contains("The source refused a refresh of table sums", "topic " + TOPIC, "SQLState 22012");
        }

        @Test
        void a_query_that_takes_too_long_is_cancelled() {
            assertThat(failure(
                            "SELECT user_id, count(pg_sleep(20)::text) AS a FROM orders GROUP BY user_id",
                            "auto.create",
                            "true",
                            "query.timeout.ms",
                            "1000",
                            "max.retries",
                            "0"))
                    .contains("Giving up after max.retries", "The source did not serve a refresh", "SQLState 57014");
        }

        @Test
        void a_query_on_what_is_not_there() {
            assertThat(failure("SELECT user_id, sum(nothing) AS a FROM orders GROUP BY user_id"))
                    .contains("The source refused a refresh of table sums", "SQLState 42703");
        }

        @Test
        void a_total_that_does_not_fit() {
            warehouse.run("CREATE TABLE sums (user_id int PRIMARY KEY, a smallint)");
            assertThat(failure("SELECT user_id, sum(amount) * 4 AS a FROM orders GROUP BY user_id"))
                    .contains("topic " + TOPIC + ", partition 0, offset 0", "column a of table sums", "SQLState");
        }

        @Test
        void a_source_table_without_full_replica_identity() {
            shop.run("ALTER TABLE orders REPLICA IDENTITY DEFAULT");
            assertThat(failure(
                            "SELECT user_id, sum(amount) AS a FROM orders GROUP BY user_id",
                            "source.tables",
                            "orders",
                            "auto.create",
                            "true"))
                    .contains("ALTER TABLE orders REPLICA IDENTITY FULL");
        }
    }

    @Nested
    class Visibility {
        @Test
        void a_change_whose_transaction_is_still_open_is_waited_for() throws Exception {
            SinkWorker worker = startOn(PLAIN);
            try (Connection open = shop.connect();
                    Statement statement = open.createStatement()) {
                open.setAutoCommit(false);
                statement.execute("UPDATE orders SET amount = 1000 WHERE order_id = 1");
                long transaction;
                try (ResultSet id = statement.executeQuery(
                        "SELECT pg_current_xact_id()::text::bigint % (2::bigint ^ 32)::bigint")) {
                    id.next();
                    transaction = id.getLong(1);
                }
                SinkRecord record = keys(worker, KEY, transaction, group(101));
                CompletableFuture<Void> put = Background.run(() -> worker.put(record));
                Await.until("the task to look at the transaction", Duration.ofSeconds(20), () -> shop.value(
                                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'synchub'"
                                        + " AND query LIKE '%pg_xact_status%'")
                        .equals("1"));
                assertThat(put).isNotDone();
                assertThat(warehouse.rows(TOTALS)).isEmpty();
                open.commit();
                put.get();
            }
            assertThat(warehouse.rows(TOTALS)).containsExactly("101|2024-01-15|2|1030.00");
        }

        @Test
        void transactions_that_are_over_or_of_another_server_are_not_waited_for() {
            SinkWorker worker = startOn(PLAIN);
            long past = Long.parseLong(shop.value("SELECT pg_current_xact_id()::text::bigint"));
            worker.put(
                    keys(worker, KEY, past, group(101)),
                    keys(worker, KEY, 3L, group(102)),
                    keys(worker, KEY, past + 100_000_000, group(101)));
            assertThat(warehouse.rows(TOTALS)).containsExactly("101|2024-01-15|2|80.00", "102|2024-01-15|1|75.00");
        }
    }

    @Nested
    class Outages {
        @Test
        void both_databases_stop_and_start_under_load() {
            shop.run("INSERT INTO orders SELECT n, n % 50, n, '2024-01-15' FROM generate_series(1000, 3000) AS n");
            SinkWorker worker = startOn(PLAIN, "batch.size", "10");
            CompletableFuture<Void> outage = Background.run(() -> {
                Await.until("some totals", Duration.ofSeconds(20), () -> !warehouse
                        .rows("SELECT 1 FROM totals LIMIT 1")
                        .isEmpty());
                shop.server().restart();
                warehouse.server().restart();
            });
            for (int round = 0; !outage.isDone() || round < 3; round++) {
                for (int user = 0; user < 50; user++) {
                    worker.append(touched(worker, user));
                }
                worker.drain(20);
            }
            outage.join();
            assertThat(warehouse.rows(TOTALS))
                    .isEqualTo(shop.rows("SELECT user_id, order_date::date, count(*), sum(amount) FROM orders"
                            + " WHERE user_id < 50 GROUP BY 1, 2 ORDER BY 1, 2"));
            assertThat(worker.paused()).isEmpty();
        }

        @Test
        void connections_are_killed_again_and_again() {
            SinkWorker worker = startOn(PLAIN);
            for (int round = 0; round < 5; round++) {
                shop.run("UPDATE orders SET amount = " + round);
                shop.disconnectConnectors();
                worker.put(touched(worker, 101));
                warehouse.disconnectConnectors();
                worker.put(touched(worker, 102));
            }
            assertThat(warehouse.rows(TOTALS)).containsExactly("101|2024-01-15|2|8.00", "102|2024-01-15|1|4.00");
        }

        @Test
        void a_summary_table_that_is_dropped_or_altered_under_the_task_is_read_again() {
            String query = "SELECT user_id, sum(amount) AS total FROM orders GROUP BY user_id";
            SinkWorker worker = start(properties(query, "user_id", "sums", "auto.create", "true"));
            Schema key = schema("user_id:int32");
            worker.put(key(worker, key, 101));
            warehouse.run("ALTER TABLE sums ALTER COLUMN total TYPE text");
            worker.put(key(worker, key, 101), key(worker, key, 102));
            assertThat(warehouse.rows("SELECT user_id, total FROM sums ORDER BY 1"))
                    .containsExactly("101|80.00", "102|75.00");
            warehouse.run("DROP TABLE sums");
            worker.put(key(worker, key, 101));
            assertThat(warehouse.rows("SELECT user_id, total FROM sums")).containsExactly("101|80.00");
        }

        @Test
        void a_source_column_that_changes_its_type_under_the_task_is_read_again() {
            SinkWorker worker = startOn(PLAIN);
            worker.put(touched(worker, 101));
            worker.put(touched(worker, 101));
            shop.run(
                    "ALTER TABLE orders ALTER COLUMN amount TYPE int",
                    "ALTER TABLE orders ALTER COLUMN user_id TYPE bigint");
            worker.put(touched(worker, 101));
            assertThat(warehouse.rows(TOTALS)).containsExactly("101|2024-01-15|2|80");
        }
    }
}
