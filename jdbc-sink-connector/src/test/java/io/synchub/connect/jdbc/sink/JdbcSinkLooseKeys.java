/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Keys that differ in Kafka and are one key to the table: it ends as if the log had been written row by row. */
abstract class JdbcSinkLooseKeys extends SinkBehaviour {
    private final Schema key = schema("id:string");
    private final Schema row = schema("name:string?");

    /** The type of a text column that takes upper and lower case for one. */
    protected abstract String looseType();

    /** Whether keys of such a column are one too. */
    protected boolean foldsKeys() {
        return true;
    }

    /** Whether it takes letters beyond ASCII for one with their upper case. */
    protected boolean foldsAccents() {
        return true;
    }

    private SinkRecord write(SinkWorker worker, String id, String name) {
        return worker.next("orders", key, struct(key, id), row, struct(row, name));
    }

    private SinkRecord delete(SinkWorker worker, String id) {
        return worker.next("orders", key, struct(key, id), null, null);
    }

    @Test
    void the_last_change_of_the_log_wins() {
        database.run("CREATE TABLE orders (id " + looseType() + " PRIMARY KEY, name VARCHAR(20))");
        String[] upsert = {"insert.mode", "upsert", "pk.mode", "record_key", "delete.enabled", "true"};
        SinkWorker worker = start("orders", upsert);
        worker.put(
                write(worker, "a", "1"),
                write(worker, "A", "2"),
                write(worker, "b", "1"),
                write(worker, "B", "2"),
                write(worker, "b", "3"),
                write(worker, "c", "1"),
                delete(worker, "C"),
                delete(worker, "D"),
                write(worker, "d", "4"),
                write(worker, "\u00e9", "1"),
                write(worker, "\u00c9", "5"));
        if (!foldsKeys()) {
            assertThat(database.rows("SELECT id, name FROM orders"))
                    .containsExactlyInAnyOrder("a|1", "A|2", "b|3", "B|2", "c|1", "d|4", "\u00e9|1", "\u00c9|5");
            return;
        }
        assertThat(database.rows("SELECT lower(id), name FROM orders ORDER BY name"))
                .contains("a|2", "b|3", "d|4")
                .hasSize(foldsAccents() ? 4 : 5);
        assertThat(database.rows("SELECT name FROM orders WHERE name = '5'")).hasSize(1);
    }
}
