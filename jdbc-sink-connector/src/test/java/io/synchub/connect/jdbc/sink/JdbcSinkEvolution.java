/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.sink.harness.Background;
import io.synchub.connect.jdbc.sink.harness.DeadLetters;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns that become wider, and changes that many tasks want at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcSinkEvolution extends SinkBehaviour {
    protected static final String[] EVOLVE = {
        "insert.mode", "upsert", "pk.mode", "record_key", "auto.create", "true", "auto.evolve", "true"
    };
    protected static final Schema ID = schema("id:int32");

    /** The type of a column of table {@code t} as its database spells it. */
    protected abstract String type(String column);

    /** SQL that gives a column as text. */
    protected abstract String asText(String column);

    /**
     * Columns to widen: the type before, a value, the schema and the value of the record, the type after, and the texts
     * of both values.
     */
    protected abstract Stream<Arguments> widenings();

    /** SQL that makes column v of table {@code t} an int that takes no nulls, and adds a column w of that kind. */
    protected abstract String stricter();

    /** Begins to note down changes of tables, where the database can. */
    protected void logChanges() {}

    /** The changes since {@link #logChanges}. */
    protected Optional<List<String>> changes() {
        return Optional.empty();
    }

    protected static Schema row(Schema schema) {
        return SchemaBuilder.struct().field("v", schema).build();
    }

    protected static SinkRecord record(SinkWorker worker, int id, Schema row, Object value) {
        return worker.next("t", ID, struct(ID, id), row, struct(row, value));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("widenings")
    void a_column_is_widened_and_keeps_its_rows(
            String before, String old, Schema schema, Object value, String after, String kept, String written) {
        database.run(
                "CREATE TABLE t (id int PRIMARY KEY, v " + before + " NOT NULL)",
                "INSERT INTO t VALUES (1, '" + old + "')");
        SinkWorker worker = start("t", EVOLVE);
        worker.put(record(worker, 2, row(schema), value), record(worker, 3, row(schema), null));
        assertThat(type("v")).isEqualTo(after);
        assertThat(database.rows("SELECT " + asText("v") + " FROM t ORDER BY id"))
                .containsExactly(kept, written, "null");
    }

    @Test
    void a_key_column_is_widened() {
        database.run("CREATE TABLE t (id int PRIMARY KEY, v text)", "INSERT INTO t VALUES (1, 'old')");
        Schema key = schema("id:int64");
        Schema row = schema("v:string");
        SinkWorker worker = start("t", EVOLVE);
        worker.put(
                worker.next("t", key, struct(key, 1L), row, struct(row, "new")),
                worker.next("t", key, struct(key, 1L << 40), row, struct(row, "far")));
        assertThat(type("id")).isEqualTo("bigint");
        assertThat(database.rows("SELECT id, v FROM t ORDER BY id")).containsExactly("1|new", "1099511627776|far");
    }

    @Test
    void a_table_that_becomes_stricter_under_the_task_is_changed_and_no_row_is_bad() {
        DeadLetters letters = new DeadLetters();
        SinkWorker worker = start(letters, "t", EVOLVE);
        Schema row = row(Schema.OPTIONAL_INT64_SCHEMA);
        worker.put(record(worker, 1, row, 1L));
        database.run("DELETE FROM t", stricter());
        worker.put(record(worker, 2, row, 1L << 40), record(worker, 3, row, null));
        assertThat(database.rows("SELECT id, v FROM t ORDER BY id")).containsExactly("2|1099511627776", "3|null");
        assertThat(letters.all()).isEmpty();
    }

    /** Tables, columns and types that tasks find missing or narrow at the same moment. */
    @Test
    void many_tasks_make_each_change_once_and_write_all_rows() throws Exception {
        int tasks = 8;
        logChanges();
        List<SinkWorker> workers = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            workers.add(start("t", EVOLVE));
        }
        List<Schema> stages = List.of(
                schema("v:int16"), schema("v:int16", "w:string?"), schema("v:int32", "w:string?"), schema("v:int64?"));
        for (int stage = 0; stage < stages.size(); stage++) {
            Schema row = stages.get(stage);
            CyclicBarrier barrier = new CyclicBarrier(tasks);
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int task = 0; task < tasks; task++) {
                SinkWorker worker = workers.get(task);
                Row value = new Row(stage, task);
                running.add(Background.call(() -> {
                    barrier.await();
                    worker.put(worker.next("t", ID, struct(ID, value.id()), row, value.of(row)));
                    return null;
                }));
            }
            for (CompletableFuture<Void> task : running) {
                task.get();
            }
        }
        assertThat(database.value("SELECT count(*) FROM t")).isEqualTo(Integer.toString(tasks * stages.size()));
        assertThat(type("v")).isEqualTo("bigint");
        changes().ifPresent(changes -> assertThat(changes)
                .containsExactly("CREATE TABLE", "ALTER TABLE", "ALTER TABLE", "ALTER TABLE", "ALTER TABLE"));
    }

    private record Row(int stage, int task) {
        int id() {
            return stage * 100 + task;
        }

        org.apache.kafka.connect.data.Struct of(Schema row) {
            Object number =
                    switch (row.field("v").schema().type()) {
                        case INT16 -> (short) task;
                        case INT32 -> 70_000 + task;
                        default -> (1L << 40) + task;
                    };
            return row.fields().size() == 1 ? struct(row, number) : struct(row, number, "w" + task);
        }
    }
}
