/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.ChildJvmWorker;
import io.synchub.connect.localstack.ConnectRest;
import io.synchub.connect.localstack.ConnectWorker;
import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PluginPath;
import io.synchub.connect.localstack.PostgresServer;
import io.synchub.connect.localstack.WorkerOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promise of {@code delivery=exactly-once} where at-least-once would show: rows without a key, workers that are killed
 * in the middle of their transactions, and tasks that take partitions from each other.
 */
@Tag("alone")
class JdbcExactlyOnceIT {
    private static final String CONNECTOR = "numbers-sink";
    private static final int RECORDS = 100_000;
    private static final int PARTITIONS = 4;
    private static final int RECONFIGURATIONS = 5;
    private static final Duration POLL = Duration.ofMillis(20);

    /** How rows get into the table, each so slowly that most kills strike in the middle of a transaction. */
    private enum Way {
        /** A trigger keeps COPY away, and each statement lasts 20 ms. */
        INSERTS(200, 10, """
                CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_sleep(0.02); RETURN NULL; END $$;
                CREATE TRIGGER slow AFTER INSERT ON numbers FOR EACH STATEMENT EXECUTE FUNCTION slow()"""),
        /** Each thousandth row lasts 100 ms, and counts if it was copied. */
        COPIES(4_000, 3, """
                CREATE FUNCTION slow(id bigint) RETURNS boolean LANGUAGE plpgsql AS
                $$ BEGIN
                  IF id % 1000 = 0 THEN
                    PERFORM pg_sleep(0.1);
                    IF current_query() LIKE 'COPY%' THEN PERFORM nextval('copied'); END IF;
                  END IF;
                  RETURN true;
                END $$;
                ALTER TABLE numbers ADD CHECK (slow(id))""");

        private final int batch;
        private final int kills;
        private final String ddl;

        Way(int batch, int kills, String ddl) {
            this.batch = batch;
            this.kills = kills;
            this.ddl = ddl;
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void kills_repeat_no_row_and_leave_none_out(Way way) {
        try (LocalStack stack = stack("once-kill-" + way.name().toLowerCase(Locale.ROOT))) {
            prepare(stack, way);
            for (int kill = 0; kill < way.kills; kill++) {
                awaitMore(stack, 2_000);
                stack.childWorker().kill();
                assertThat(rows(stack)).as("kill in the middle of the work").isLessThan(RECORDS);
                stack.childWorker().start();
            }
            assertEachOnce(stack);
            if (way == Way.COPIES) {
                assertThat(number(stack, "SELECT last_value FROM copied")).isGreaterThan(RECORDS / 1_000 / 2);
            }
        }
    }

    @Test
    void tasks_of_two_workers_that_take_partitions_from_each_other_write_each_row_once() {
        try (LocalStack stack = stack("once-rebalance");
                ChildJvmWorker second = ConnectWorker.childJvm(
                        stack.broker().bootstrapServers(),
                        options(WorkerOptions.in(Path.of("target", "once-rebalance-second")))
                                .variables(stack.postgres("warehouse").variables()))) {
            second.start();
            prepare(stack, Way.INSERTS);
            for (int change = 0; change < RECONFIGURATIONS; change++) {
                awaitMore(stack, 2_000);
                if (change % 3 == 2) {
                    second.kill();
                    second.start();
                } else {
                    // All tasks stop and others begin: 3 of them, then 4, then 2 ...
                    stack.rest().put(CONNECTOR, sink(Way.INSERTS, 2 + (change + 1) % 3));
                }
                assertThat(rows(stack)).as("in the middle of the work").isLessThan(RECORDS);
            }
            assertEachOnce(stack);
        }
    }

    private static LocalStack stack(String name) {
        return LocalStack.in(Path.of("target", name))
                .binaries(PluginPath.checkout().resolve("integration-tests/target/postgres-programs"))
                .postgres("warehouse", PostgresServer.Builder::fast)
                .broker(broker -> broker.defaultPartitions(PARTITIONS))
                .worker(JdbcExactlyOnceIT::options)
                .workerInOwnJvm()
                .start();
    }

    private static WorkerOptions options(WorkerOptions options) {
        return options.plugins(PluginPath.jdbcSink())
                // A killed worker and its consumers are missed after two seconds.
                .property("session.timeout.ms", "2000")
                .property("heartbeat.interval.ms", "300")
                .property("consumer.session.timeout.ms", "2000")
                .property("consumer.heartbeat.interval.ms", "300")
                .property("consumer.max.poll.records", "300");
    }

    /** Fills the topic and starts a sink of two tasks. */
    private static void prepare(LocalStack stack, Way way) {
        Rows.execute(
                stack.postgres("warehouse"), "CREATE SEQUENCE copied", "CREATE TABLE numbers (id bigint)", way.ddl);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.broker().bootstrapServers(), "linger.ms", "20"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int id = 0; id < RECORDS; id++) {
                String value = "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"field\":\"id\",\"type\":\"int64\"}]},"
                        + "\"payload\":{\"id\":" + id + "}}";
                producer.send(
                        new ProducerRecord<>("numbers", id % PARTITIONS, null, value.getBytes(StandardCharsets.UTF_8)));
            }
        }
        stack.rest().put(CONNECTOR, sink(way, 2));
    }

    private static Map<String, String> sink(Way way, int tasks) {
        return Pipeline.warehouse(
                Pipeline.JDBC_SINK,
                "numbers",
                "auto.create",
                "false",
                "tasks.max",
                Integer.toString(tasks),
                "delivery",
                "exactly-once",
                "insert.mode",
                "insert",
                "pk.mode",
                "none",
                "batch.size",
                Integer.toString(way.batch),
                "retry.backoff.ms",
                "100");
    }

    private static void awaitMore(LocalStack stack, int more) {
        long before = rows(stack);
        Awaitility.await()
                .atMost(Pipeline.PATIENCE)
                .pollInterval(POLL)
                .until(() -> rows(stack) >= Math.min(RECORDS, before + more));
    }

    private static long rows(LocalStack stack) {
        return number(stack, "SELECT count(*) FROM numbers");
    }

    private static long number(LocalStack stack, String query) {
        return Long.parseLong(Rows.of(stack.postgres("warehouse"), query).get(0).replaceAll("[\\[\\]]", ""));
    }

    private static void assertEachOnce(LocalStack stack) {
        ConnectRest rest = stack.rest();
        PostgresServer warehouse = stack.postgres("warehouse");
        Rows.awaitRows(
                rest,
                warehouse,
                "SELECT count(DISTINCT id), min(id), max(id) FROM numbers",
                Pipeline.PATIENCE,
                "[" + RECORDS + ", 0, " + (RECORDS - 1) + "]");
        // Once all is written and nobody writes any more.
        rest.stop(CONNECTOR);
        assertThat(rows(stack)).isEqualTo(RECORDS);
        assertThat(Rows.of(warehouse, "SELECT sum(next_offset), count(*) FROM synchub_offsets"))
                .containsExactly("[" + RECORDS + ", " + PARTITIONS + "]");
    }
}
