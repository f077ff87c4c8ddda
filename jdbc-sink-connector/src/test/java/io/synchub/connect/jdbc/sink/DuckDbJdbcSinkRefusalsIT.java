/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static io.synchub.connect.jdbc.sink.harness.Records.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synchub.connect.jdbc.sink.harness.DuckDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuckDbJdbcSinkRefusalsIT extends JdbcSinkRefusals {
    private final Schema id = schema("id:int64");
    private final Schema number = schema("v:int32?");

    @Override
    protected TestDatabase freshDatabase() {
        return DuckDbTestDatabase.fresh();
    }

    private String refusal(String mode) {
        SinkWorker worker = start("t", "insert.mode", mode, "pk.mode", "record_key");
        SinkRecord record = worker.next("t", id, struct(id, 1L), number, struct(number, 770077));
        return trace(catchThrowable(() -> worker.put(record)));
    }

    /** DuckDB deletes and inserts a row that it updates where an index stands on a column. */
    @Test
    void an_update_of_an_indexed_row_to_which_others_refer_says_what_is_in_the_way() {
        database.run(
                "CREATE TABLE t (id BIGINT PRIMARY KEY, v INT)",
                "CREATE INDEX of_v ON t (v)",
                "CREATE TABLE c (id BIGINT REFERENCES t (id))",
                "INSERT INTO t VALUES (1, 0)",
                "INSERT INTO c VALUES (1)");
        assertThat(refusal("upsert"))
                .contains("topic t, partition 0, offset 0", "table t", "other rows refer to this one", "an index")
                .doesNotContain("770077");
    }

    @ParameterizedTest
    @CsvSource({
        "insert, table t: the object is a view",
        "update, table t: the object is a view",
        "upsert, Table t is a view"
    })
    void a_view_is_told_as_such(String mode, String words) {
        database.run("CREATE TABLE b (id BIGINT PRIMARY KEY, v INT)", "CREATE VIEW t AS SELECT * FROM b");
        assertThat(refusal(mode)).contains(words).doesNotContain("ALTER TABLE", "no such column");
    }
}
