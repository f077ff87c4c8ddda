/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.sink.harness.DeadLetters;
import io.synchub.connect.jdbc.sink.harness.MariaDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

class MariaDbJdbcSinkBadRowsIT extends JdbcSinkBadRows {
    @Override
    protected TestDatabase freshDatabase() {
        return MariaDbTestDatabase.fresh("warehouse");
    }

    @Override
    protected String jsonType() {
        return "JSON";
    }

    /** It is a check constraint there. */
    @Override
    protected String[] saysOfJson() {
        return new String[] {"table orders", "SQLState 23000"};
    }

    @Test
    void a_row_that_no_packet_takes_is_set_aside_and_its_neighbours_are_written() {
        database.run("CREATE TABLE huge (id BIGINT PRIMARY KEY, name LONGTEXT)");
        Schema key = schema("id:int64");
        Schema row = schema("name:string");
        DeadLetters letters = new DeadLetters();
        SinkWorker worker = start(letters, "huge", "insert.mode", "upsert", "pk.mode", "record_key");
        worker.put(
                worker.next("huge", key, struct(key, 1L), row, struct(row, "a")),
                worker.next("huge", key, struct(key, 2L), row, struct(row, "z".repeat(17_000_000))),
                worker.next("huge", key, struct(key, 3L), row, struct(row, "b")));
        assertThat(letters.offsets()).containsExactly(1L);
        assertThat(letters.all().get(0).message()).contains("column name of table huge", "max_allowed_packet");
        assertThat(database.rows("SELECT id, name FROM huge ORDER BY id")).containsExactly("1|a", "3|b");
    }
}
