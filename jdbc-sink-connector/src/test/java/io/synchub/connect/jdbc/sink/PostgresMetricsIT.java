/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import io.synchub.connect.localstack.Await;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What a task publishes of its work: what is committed, once. */
class PostgresMetricsIT extends SinkBehaviour {
    private final Schema key = schema("id:int64");
    private final Schema row = schema("qty:int32");

    @Override
    protected TestDatabase freshDatabase() {
        return PostgresTestDatabase.fresh("warehouse");
    }

    private SinkWorker startUpserts(String... more) {
        return start(
                "orders",
                JdbcSinkWrites.with(
                        new String[] {
                            "insert.mode",
                            "upsert",
                            "pk.mode",
                            "record_key",
                            "delete.enabled",
                            "true",
                            "auto.create",
                            "true",
                            "auto.evolve",
                            "true"
                        },
                        more));
    }

    private SinkRecord record(SinkWorker worker, long id, Integer qty) {
        return worker.next("orders", key, struct(key, id), row, qty == null ? null : struct(row, qty));
    }

    private static double written(SinkWorker worker) {
        return worker.metrics().value("rows-inserted-total", "orders")
                + worker.metrics().value("rows-updated-total", "orders")
                + worker.metrics().value("rows-written-total", "orders");
    }

    @Test
    void rows_changes_and_lag_of_a_table() {
        SinkWorker worker = startUpserts();
        SinkRecord plain = record(worker, 1, 5);
        SinkRecord old = new SinkRecord(
                plain.topic(),
                0,
                plain.keySchema(),
                plain.key(),
                plain.valueSchema(),
                plain.value(),
                plain.kafkaOffset(),
                System.currentTimeMillis() - 3_600_000,
                TimestampType.CREATE_TIME);
        worker.put(old, record(worker, 2, 5), record(worker, 3, 5));
        worker.put(record(worker, 1, 6), record(worker, 3, null));

        assertThat(written(worker)).isEqualTo(4);
        assertThat(worker.metrics().value("rows-deleted-total", "orders")).isEqualTo(1);
        assertThat(worker.metrics().value("ddl-changes-total", "orders")).isEqualTo(1);
        assertThat(worker.metrics().value("lag-max-ms", "orders")).isBetween(3_600_000.0, 3_700_000.0);
        assertThat(worker.metrics().value("batch-size-avg")).isEqualTo(2.5);
        assertThat(worker.metrics().value("flush-time-ms-max")).isPositive();
        assertThat(worker.metrics().value("retries-total")).isZero();
    }

    @Test
    void rows_of_a_batch_that_is_rolled_back_are_not_counted() {
        SinkWorker worker = startUpserts();
        worker.put(record(worker, 1, 5));
        database.run("ALTER TABLE orders ADD CHECK (qty < 10)");
        Throwable thrown = catchThrowable(() -> worker.deliver(List.of(record(worker, 2, 5), record(worker, 3, 50))));
        assertThat(thrown).hasMessageContaining("23514");
        assertThat(written(worker)).isEqualTo(1);
    }

    @Test
    void outages() {
        SinkWorker worker = startUpserts();
        worker.put(record(worker, 1, 5));
        database.stop();
        worker.deliver(List.of(record(worker, 2, 5)));
        Await.until("an attempt to connect", Duration.ofSeconds(30), () -> {
            worker.deliver(List.of());
            return worker.metrics().value("connection-failures-total") > 0;
        });
        database.start();
        worker.drain(10);
        assertThat(worker.metrics().value("retries-total")).isPositive();
        assertThat(written(worker)).isEqualTo(2);
    }
}
