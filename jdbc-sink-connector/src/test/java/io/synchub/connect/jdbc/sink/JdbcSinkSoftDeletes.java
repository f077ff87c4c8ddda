/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.envelope;
import static io.synchub.connect.jdbc.sink.harness.Records.event;
import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.sink.harness.DeadLetters;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row that is marked as deleted counts as absent, whatever the rule by which rows are written. */
abstract class JdbcSinkSoftDeletes extends SinkBehaviour {
    private static final String ROWS =
            "SELECT id, name, version, CASE WHEN _deleted THEN 'gone' ELSE 'there' END FROM orders ORDER BY id";

    private final Schema key = schema("id:int64");
    private final Schema row = schema("name:string?", "version:int64?", "hash:string?");
    private final DeadLetters letters = new DeadLetters();

    @BeforeEach
    void createTable() {
        database.run("CREATE TABLE orders (id BIGINT PRIMARY KEY, name VARCHAR(20), version BIGINT, hash VARCHAR(20),"
                + " _deleted BOOLEAN)");
    }

    private SinkWorker start(String rule) {
        String[] pairs = (rule + " pk.mode record_key pk.fields id delete.enabled true delete.mode soft").split(" ");
        return start(letters, "orders", pairs);
    }

    private SinkRecord write(SinkWorker worker, String name, long version) {
        return worker.next("orders", key, struct(key, 1L), row, struct(row, name, version, "#" + name));
    }

    private SinkRecord delete(SinkWorker worker) {
        return worker.next("orders", key, struct(key, 1L), null, null);
    }

    private static final String CHANGED = "insert.mode upsert update.when changed";
    private static final String HASH = "insert.mode upsert update.when changed update.hash.column hash";
    private static final String NEWER = "insert.mode upsert update.when newer update.version.column version";

    @ParameterizedTest
    @ValueSource(
            strings = {"insert.mode insert", "insert.mode insert-ignore", "insert.mode upsert", CHANGED, HASH, NEWER})
    void a_row_that_is_written_again_is_there_again(String rule) {
        SinkWorker worker = start(rule);
        worker.put(write(worker, "a", 5));
        worker.put(delete(worker));
        assertThat(database.rows(ROWS)).containsExactly("1|a|5|gone");
        // The very same row: neither its hash nor its version may keep it away.
        worker.put(write(worker, "a", 5));
        assertThat(database.rows(ROWS)).containsExactly("1|a|5|there");
        worker.put(delete(worker));
        worker.put(write(worker, "b", 3));
        assertThat(database.rows(ROWS)).as("an older version").containsExactly("1|b|3|there");
        worker.put(delete(worker), write(worker, "c", 2), delete(worker), write(worker, "d", 1));
        assertThat(database.rows(ROWS)).as("in one batch").containsExactly("1|d|1|there");
        worker.put(delete(worker), write(worker, "d", 1), delete(worker));
        assertThat(database.rows(ROWS)).containsExactly("1|d|1|gone");
        assertThat(letters.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"insert.mode insert", "insert.mode insert-ignore", "insert.mode upsert", CHANGED, HASH, NEWER})
    void a_whole_life_in_one_batch(String rule) {
        SinkWorker worker = start(rule);
        worker.put(write(worker, "a", 5), delete(worker), write(worker, "a", 5));
        assertThat(database.rows(ROWS)).containsExactly("1|a|5|there");
        assertThat(letters.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert.mode update", "insert.mode update update.when changed"})
    void an_update_brings_a_marked_row_back(String rule) {
        database.run("INSERT INTO orders (id, name, _deleted) VALUES (1, 'old', NULL)");
        SinkWorker worker = start(rule);
        worker.put(write(worker, "a", 5), delete(worker));
        assertThat(database.rows(ROWS)).containsExactly("1|a|5|gone");
        worker.put(write(worker, "a", 5));
        assertThat(database.rows(ROWS)).containsExactly("1|a|5|there");
    }

    @Test
    void a_truncation_marks_what_its_batch_has_written_before() {
        database.run("INSERT INTO orders (id, name, version) VALUES (1, 'old', 0), (9, 'nine', 0)");
        Schema envelope = envelope(schema("id:int64", "name:string?", "version:int64?", "hash:string?"));
        SinkWorker worker = start("insert.mode upsert");
        Object[] second = {2L, "two", 1L, null};
        worker.put(
                write(worker, "one", 1),
                worker.next("orders", key, struct(key, 2L), envelope, event(envelope, "c", null, second)),
                worker.next("orders", null, null, envelope, event(envelope, "t", null, null)),
                worker.next("orders", key, struct(key, 2L), envelope, event(envelope, "c", null, second)));
        assertThat(database.rows(ROWS)).containsExactly("1|one|1|gone", "2|two|1|there", "9|nine|0|gone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert.mode insert-ignore",
                "insert.mode upsert",
                CHANGED,
                NEWER,
                "insert.mode update update.when newer update.version.column version"
            })
    void a_row_that_its_own_record_marks_counts_as_absent_too(String rule) {
        Schema marked = schema("name:string?", "version:int64?", "_deleted:boolean?");
        Object[][] log = {
            {"a", 4L, null}, {"b", 5L, true}, {"c", 3L, false}, {"d", 2L, false}, {"e", 9L, true}, {"f", 1L, false}
        };
        List<List<String>> outcomes = new ArrayList<>();
        for (boolean inOneBatch : new boolean[] {false, true}) {
            for (int from = 0; from < log.length; from++) {
                for (int to = from + 1; to <= log.length; to++) {
                    database.run("DELETE FROM orders", "INSERT INTO orders (id, name, version) VALUES (1, 'old', 4)");
                    try (SinkWorker worker = start(rule)) {
                        List<SinkRecord> records = new ArrayList<>();
                        for (int i = from; i < to; i++) {
                            records.add(worker.next("orders", key, struct(key, 1L), marked, struct(marked, log[i])));
                        }
                        if (inOneBatch) {
                            worker.put(records.toArray(SinkRecord[]::new));
                        } else {
                            records.forEach(worker::put);
                        }
                    }
                    outcomes.add(database.rows(ROWS));
                }
            }
        }
        int half = outcomes.size() / 2;
        assertThat(outcomes.subList(half, outcomes.size())).isEqualTo(outcomes.subList(0, half));
    }
}
