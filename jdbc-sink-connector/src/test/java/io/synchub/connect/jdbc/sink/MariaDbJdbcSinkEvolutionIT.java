/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static io.synchub.connect.jdbc.sink.harness.Records.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synchub.connect.jdbc.sink.harness.MariaDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import io.synchub.connect.jdbc.sink.harness.WorkerLog;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class MariaDbJdbcSinkEvolutionIT extends MysqlCompatibleJdbcSinkEvolution {
    @Override
    protected TestDatabase freshDatabase() {
        return MariaDbTestDatabase.fresh("warehouse");
    }

    @Test
    void the_check_of_a_column_stays() {
        database.run("CREATE TABLE t (id int PRIMARY KEY, v smallint CHECK (v > 0))");
        SinkWorker worker = start("t", EVOLVE);
        worker.put(record(worker, 1, row(Schema.INT32_SCHEMA), 70_000));
        assertThat(type("v")).isEqualTo("int");
        assertThatThrownBy(() -> database.run("INSERT INTO t VALUES (2, -1)")).hasMessageContaining("CONSTRAINT");
    }

    @Test
    void a_column_under_a_foreign_key_is_left_and_its_rows_decide() {
        database.run(
                "CREATE TABLE t (id int PRIMARY KEY, v smallint)",
                "CREATE TABLE c (n int PRIMARY KEY, p int, FOREIGN KEY (p) REFERENCES t (id))");
        Schema key = schema("id:int64");
        Schema row = schema("v:int32");
        try (WorkerLog log = WorkerLog.open()) {
            SinkWorker worker = start("t", EVOLVE);
            worker.put(worker.next("t", key, struct(key, 1L), row, struct(row, 70_000)));
            assertThat(database.rows("SELECT * FROM t")).containsExactly("1|70000");
            assertThat(log.warnings("left as it is")).singleElement().satisfies(warning -> assertThat(warning)
                    .contains("table t column id is int(11), its values need bigint", "foreign key"));
            SinkRecord far = worker.next("t", key, struct(key, 770_077_770_077L), row, struct(row, 1));
            assertThat(trace(catchThrowable(() -> worker.put(far))))
                    .contains("column id of table t", "MODIFY COLUMN", "restart the task")
                    .doesNotContain("770077");
        }
    }
}
