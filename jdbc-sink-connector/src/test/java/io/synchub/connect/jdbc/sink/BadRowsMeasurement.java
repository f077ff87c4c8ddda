/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;

import io.synchub.connect.jdbc.sink.harness.DeadLetters;
import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Prints what bad rows cost; run by name. No assertion: how fast a machine is proves nothing. */
class BadRowsMeasurement extends SinkBehaviour {
    private static final int ROWS = 100_000;
    private static final int BATCH = 10_000;

    private final Schema key = schema("id:int64");
    private final Schema row =
            schema("name:string?", "qty:int64?", "day:string?", "customer:int32?", "code:string?", "doc:string?");

    @Override
    protected TestDatabase freshDatabase() {
        return PostgresTestDatabase.fresh("warehouse");
    }

    @Test
    void a_hundred_bad_rows_among_a_hundred_thousand() {
        for (int round = 0; round < 4; round++) {
            long clean = run(0);
            long bad = run(10);
            System.out.printf("clean %d ms, with 100 bad rows %d ms: %.2f times%n", clean, bad, (double) bad / clean);
        }
    }

    private long run(int badInBatch) {
        database.run(
                "DROP TABLE IF EXISTS orders, customers",
                "CREATE TABLE customers (id INTEGER PRIMARY KEY)",
                "INSERT INTO customers VALUES (1)",
                "CREATE TABLE orders (id BIGINT PRIMARY KEY, name VARCHAR(10) NOT NULL, qty SMALLINT CHECK (qty > 0),"
                        + " day DATE, customer INTEGER REFERENCES customers (id), code VARCHAR(20) UNIQUE, doc JSONB)",
                "INSERT INTO orders (id, name, code) VALUES (-1, 'ok', 'taken')");
        DeadLetters letters = new DeadLetters();
        open(letters);
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int inBatch = i % BATCH;
            boolean bad = badInBatch > 0 && inBatch % (BATCH / badInBatch) == 613;
            records.add(record(i, bad ? inBatch / (BATCH / badInBatch) % 8 : -1));
        }
        long start = System.nanoTime();
        for (int i = 0; i < ROWS; i += BATCH) {
            worker.deliver(records.subList(i, i + BATCH));
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (letters.all().size() != badInBatch * ROWS / BATCH) {
            throw new AssertionError(letters.all().size() + " letters");
        }
        return millis;
    }

    private SinkWorker worker;

    private void open(DeadLetters letters) {
        worker = start(letters, "orders", "insert.mode", "upsert", "pk.mode", "record_key", "batch.size", "" + BATCH);
    }

    private SinkRecord record(int i, int kind) {
        String doc = kind == 7 && i % 2 == 0 ? "{bad" : "{\"a\": 1}";
        String day = kind == 7 && i % 2 == 1 ? "yesterday noon" : "2024-01-15";
        return worker.next(
                "orders",
                key,
                struct(key, (long) i),
                row,
                struct(
                        row,
                        kind == 0 ? "far too long a text" : kind == 2 ? null : kind == 6 ? "a\0" : "name " + i % 1000,
                        kind == 1 ? 770077L : kind == 3 ? -1L : 1L,
                        day,
                        kind == 5 ? 2 : 1,
                        kind == 4 ? "taken" : "code " + i,
                        doc));
    }
}
