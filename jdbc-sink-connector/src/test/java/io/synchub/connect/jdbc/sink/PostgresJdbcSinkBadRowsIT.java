/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class PostgresJdbcSinkBadRowsIT extends JdbcSinkBadRows {
    @Override
    protected TestDatabase freshDatabase() {
        return PostgresTestDatabase.fresh("warehouse");
    }

    @Override
    protected String jsonType() {
        return "JSONB";
    }

    /** Only the commit, or what stands for it, finds these. */
    @Test
    void rows_that_break_a_deferred_constraint_are_set_aside() {
        database.run(
                "CREATE TABLE tree (id BIGINT PRIMARY KEY, parent BIGINT REFERENCES tree DEFERRABLE INITIALLY DEFERRED)");
        Schema node = schema("id:int64", "parent:int64?");
        SinkWorker worker =
                start(letters, "tree", "insert.mode", "upsert", "pk.mode", "record_value", "pk.fields", "id");
        List<SinkRecord> nodes = new ArrayList<>();
        for (long id = 0; id < 400; id++) {
            // Children before their parents, which is right at the commit.
            Long parent = id == 123 || id == 301 ? Long.valueOf(7000) : Long.valueOf(id == 3 ? 4 : 0);
            nodes.add(worker.next("tree", null, null, node, struct(node, id, id == 0 ? null : parent)));
        }
        worker.put(nodes.toArray(SinkRecord[]::new));
        assertThat(letters.offsets()).containsExactly(123L, 301L);
        assertThat(letters.all().get(0).message()).contains("SQLState 23503");
        assertThat(database.value("SELECT count(*) FROM tree")).isEqualTo("398");
        letters.all().clear();
        worker.put(
                worker.next("tree", null, null, node, struct(node, 500L, 501L)),
                worker.next("tree", null, null, node, struct(node, 501L, null)));
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void without_a_queue_a_deferred_constraint_fails_the_task_and_names_the_record() {
        database.run(
                "CREATE TABLE tree (id BIGINT PRIMARY KEY, parent BIGINT REFERENCES tree DEFERRABLE INITIALLY DEFERRED)");
        Schema node = schema("id:int64", "parent:int64?");
        SinkWorker worker = start("tree", "insert.mode", "upsert", "pk.mode", "record_value", "pk.fields", "id");
        SinkRecord[] batch = {
            worker.next("tree", null, null, node, struct(node, 1L, null)),
            worker.next("tree", null, null, node, struct(node, 2L, 77L)),
        };
        assertThatThrownBy(() -> worker.put(batch))
                .hasMessageContaining("offset 1 ")
                .hasMessageContaining("23503");
    }
}
