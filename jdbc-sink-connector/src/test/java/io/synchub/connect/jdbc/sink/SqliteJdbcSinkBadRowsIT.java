/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.sink.harness.DeadLetters;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.SqliteTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteJdbcSinkBadRowsIT extends JdbcSinkBadRows {
    @Override
    protected TestDatabase freshDatabase() {
        return SqliteTestDatabase.fresh();
    }

    @Override
    protected String jsonType() {
        return "TEXT CHECK (json_valid(doc))";
    }

    @Override
    protected String[] saysOfJson() {
        return new String[] {"table orders", "SQLState 23514"};
    }

    private SinkRecord counted(SinkWorker worker, long id, int n) {
        Schema key = schema("id:int64");
        Schema row = schema("n:int32");
        return worker.next("counted", key, struct(key, id), row, struct(row, n));
    }

    /** SQLite lets triggers and constraints end the whole transaction, and the rows before the bad one with it. */
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void a_row_whose_refusal_rolls_the_transaction_back_is_set_aside_alone(String delivery) {
        database.run(
                "CREATE TABLE counted (id INTEGER PRIMARY KEY, n INT UNIQUE ON CONFLICT ROLLBACK)",
                "CREATE TRIGGER guard BEFORE INSERT ON counted WHEN NEW.n = 7 BEGIN SELECT RAISE(ROLLBACK, 'no'); END");
        DeadLetters letters = new DeadLetters();
        SinkWorker worker = start(
                letters,
                "counted",
                "insert.mode",
                "insert",
                "pk.mode",
                "record_key",
                "delivery",
                delivery,
                "max.retries",
                "0");
        List<SinkRecord> poll = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            boolean guarded = i == 300 || i == 301;
            boolean repeated = i == 450;
            poll.add(counted(worker, i, guarded ? 7 : repeated ? 1001 : 1000 + i));
        }
        worker.put(poll.toArray(SinkRecord[]::new));
        assertThat(letters.offsets()).containsExactly(300L, 301L, 450L);
        assertThat(letters.all().get(0).message()).contains("table counted", "SQLState P0001");
        assertThat(database.rows("SELECT count(*), min(id), max(id), count(DISTINCT n) FROM counted"))
                .containsExactly("597|0|599|597");
        worker.put(counted(worker, 600, 5000), counted(worker, 601, 7));
        assertThat(letters.offsets()).containsExactly(300L, 301L, 450L, 601L);
        assertThat(database.rows("SELECT id FROM counted WHERE id > 599")).containsExactly("600");
    }

    @Test
    void without_a_queue_a_refusal_that_rolls_back_fails_the_task_with_its_row() {
        database.run(
                "CREATE TABLE counted (id INTEGER PRIMARY KEY, n INT)",
                "CREATE TRIGGER guard BEFORE INSERT ON counted WHEN NEW.n = 7 BEGIN SELECT RAISE(ROLLBACK, 'no'); END");
        SinkWorker worker = start("counted", "insert.mode", "upsert", "pk.mode", "record_key", "max.retries", "0");
        assertThatThrownBy(() -> worker.put(counted(worker, 1, 1), counted(worker, 2, 7)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("topic counted, partition 0, offset 1")
                .hasMessageContaining("SQLState P0001");
        assertThat(database.rows("SELECT * FROM counted")).isEmpty();
    }
}
