/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.sink.harness.DeadLetters;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys that differ in Kafka and become one when their column takes them in: a text that is read as a number, a time that
 * loses its fraction. The table ends as if the log had been written record by record.
 */
abstract class JdbcSinkConvertedKeys extends SinkBehaviour {
    private final Schema row = schema("v:int32?");

    /** A key column, and two keys of the record's type that are one to it. */
    private record Twins(String type, Schema schema, Object one, Object other) {
        @Override
        public String toString() {
            return schema.name() + " into " + type;
        }
    }

    static Stream<Arguments> twinsAndModes() {
        Schema micros =
                SchemaBuilder.int64().name("io.debezium.time.MicroTimestamp").build();
        List<Twins> twins = List.of(
                new Twins("INTEGER", Schema.STRING_SCHEMA, "10", "010"),
                new Twins("INTEGER", Schema.STRING_SCHEMA, "010", "10"),
                new Twins("TIMESTAMP(3)", micros, 1_700_000_000_001_001L, 1_700_000_000_001_002L),
                new Twins("DATE", Timestamp.SCHEMA, new Date(1_700_000_000_000L), new Date(1_700_000_000_500L)),
                new Twins("NUMERIC(8, 1)", Schema.FLOAT64_SCHEMA, 2.53, 2.51));
        return twins.stream()
                .flatMap(pair -> Stream.of("insert", "insert_ignore", "upsert", "update", "upsert update.when changed")
                        .map(mode -> Arguments.of(pair, mode)));
    }

    /** Whether a column makes one of two values that differ in this type. */
    protected boolean converts(String type) {
        return true;
    }

    private SinkRecord write(SinkWorker worker, Twins twins, Object key, int v) {
        return worker.next("orders", twins.schema, key, row, struct(row, v));
    }

    private SinkRecord delete(SinkWorker worker, Twins twins, Object key) {
        return worker.next("orders", twins.schema, key, null, null);
    }

    private List<List<SinkRecord>> logs(SinkWorker worker, Twins twins) {
        return List.of(
                List.of(write(worker, twins, twins.one, 1), write(worker, twins, twins.other, 2)),
                List.of(write(worker, twins, twins.one, 3), delete(worker, twins, twins.other)),
                List.of(
                        write(worker, twins, twins.one, 4),
                        delete(worker, twins, twins.other),
                        write(worker, twins, twins.one, 5)),
                List.of(
                        write(worker, twins, twins.one, 6),
                        write(worker, twins, twins.other, 7),
                        write(worker, twins, twins.one, 8)),
                List.of(delete(worker, twins, twins.one), write(worker, twins, twins.other, 9)));
    }

    private List<List<String>> outcomes(Twins twins, String mode, boolean inOneBatch) {
        List<List<String>> outcomes = new ArrayList<>();
        for (int log = 0; log < 5; log++) {
            database.run("CREATE TABLE orders (id " + twins.type + " PRIMARY KEY, v INTEGER)");
            DeadLetters letters = new DeadLetters();
            try (SinkWorker first = start(new DeadLetters(), "orders", properties("upsert"));
                    SinkWorker worker = start(letters, "orders", properties(mode))) {
                if (mode.startsWith("up")) {
                    first.put(write(first, twins, twins.one, 0));
                }
                List<SinkRecord> records = logs(worker, twins).get(log);
                if (inOneBatch) {
                    worker.put(records.toArray(SinkRecord[]::new));
                } else {
                    records.forEach(worker::put);
                }
            }
            List<String> outcome = new ArrayList<>(database.rows("SELECT v FROM orders ORDER BY v"));
            letters.offsets().forEach(offset -> outcome.add("letter " + offset));
            outcomes.add(outcome);
            database.run("DROP TABLE orders");
        }
        return outcomes;
    }

    private static String[] properties(String mode) {
        return ("insert.mode " + mode + " pk.mode record_key pk.fields id delete.enabled true").split(" ");
    }

    @ParameterizedTest
    @MethodSource("twinsAndModes")
    void a_batch_does_what_its_records_do_one_by_one(Twins twins, String mode) {
        List<List<String>> oneByOne = outcomes(twins, mode, false);
        assertThat(outcomes(twins, mode, true)).isEqualTo(oneByOne);
        if (mode.equals("upsert") && converts(twins.type)) {
            assertThat(oneByOne)
                    .as("they are one")
                    .containsExactly(List.of("2"), List.of(), List.of("5"), List.of("8"), List.of("9"));
        }
    }

    @Test
    void parts_of_a_batch_are_not_dealt_out_where_keys_may_be_one() {
        database.run("CREATE TABLE orders (id INTEGER PRIMARY KEY, v INTEGER)");
        SinkWorker worker = start(
                "orders",
                "insert.mode",
                "upsert",
                "pk.mode",
                "record_key",
                "pk.fields",
                "id",
                "writers.per.task",
                database.properties().get("connection.url").contains("sqlite") ? "1" : "4");
        Twins any = new Twins("INTEGER", Schema.STRING_SCHEMA, "1", "01");
        List<SinkRecord> records = new ArrayList<>();
        for (int v = 1; v < 4; v++) {
            for (int id = 0; id < 1000; id++) {
                records.add(write(worker, any, "0".repeat(v % 3) + id, v));
            }
        }
        worker.put(records.toArray(SinkRecord[]::new));
        assertThat(database.rows("SELECT v, count(*) FROM orders GROUP BY v")).containsExactly("3|1000");
    }
}
