/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.sink.harness.DeadLetters;
import io.synchub.connect.jdbc.sink.harness.MariaDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** The server would write the present time instead. */
    @ParameterizedTest
    @ValueSource(strings = {"insert", "upsert", "update"})
    void a_null_is_no_present_time(String mode) {
        database.run(
                "CREATE TABLE moments (id BIGINT PRIMARY KEY, at TIMESTAMP NOT NULL DEFAULT '2000-01-01 00:00:00',"
                        + " seen TIMESTAMP NULL)",
                "INSERT INTO moments (id) VALUES (10), (11)");
        Schema key = schema("id:int64");
        Schema row = SchemaBuilder.struct()
                .field("at", Timestamp.builder().optional().build())
                .field("seen", Timestamp.builder().optional().build())
                .build();
        DeadLetters letters = new DeadLetters();
        SinkWorker worker = start(letters, "moments", "insert.mode", mode, "pk.mode", "record_key");
        long first = mode.equals("update") ? 10 : 1;
        worker.put(
                worker.next("moments", key, struct(key, first), row, struct(row, null, new Date(2000))),
                worker.next("moments", key, struct(key, first + 1), row, struct(row, new Date(1000), null)));
        assertThat(letters.offsets()).containsExactly(0L);
        assertThat(letters.all().get(0).message())
                .contains("column at of table moments", "null in a column that is NOT NULL", "SQLState 23000");
        assertThat(database.rows("SELECT id, seen FROM moments WHERE at = '1970-01-01 00:00:01'"))
                .containsExactly((first + 1) + "|null");
        assertThat(database.rows("SELECT count(*) FROM moments WHERE at > '2001-01-01'"))
                .containsExactly("0");
    }

    /** A set is stored in the order of its column's definition. */
    @Test
    void a_set_in_another_order_is_known_again_when_it_comes_again() {
        database.run("CREATE TABLE sets (id BIGINT PRIMARY KEY, s SET('a', 'It''s', 'B'))");
        Schema key = schema("id:int64");
        Schema row = schema("s:string?");
        String[] insert = {"insert.mode", "insert", "pk.mode", "record_key"};
        DeadLetters letters = new DeadLetters();
        SinkWorker first = start(letters, "sets", insert);
        first.put(first.next("sets", key, struct(key, 1L), row, struct(row, "b,It's,a,b")));
        first.put(first.next("sets", key, struct(key, 2L), row, struct(row, "")));
        SinkWorker again = start(letters, "sets", insert);
        again.put(again.next("sets", key, struct(key, 1L), row, struct(row, "b,It's,a,b")));
        again.put(again.next("sets", key, struct(key, 2L), row, struct(row, "")));
        assertThat(letters.all()).isEmpty();
        assertThat(database.rows("SELECT id, s FROM sets ORDER BY id")).containsExactly("1|a,It's,B", "2|");
        again.put(again.next("sets", key, struct(key, 3L), row, struct(row, "a,c")));
        assertThat(letters.offsets()).containsExactly(2L);
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
