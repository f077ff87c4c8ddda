/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class PostgresJdbcSinkConvertedKeysIT extends JdbcSinkConvertedKeys {
    private final Schema row = schema("v:int32?", "note:string?");

    @Override
    protected TestDatabase freshDatabase() {
        return PostgresTestDatabase.fresh("warehouse");
    }

    private SinkWorker startOn(String type, String... more) {
        database.run("CREATE TABLE orders (id " + type + " PRIMARY KEY, v INT, note TEXT)");
        List<String> all = new ArrayList<>(
                List.of("insert.mode", "upsert", "pk.mode", "record_key", "pk.fields", "id", "delete.enabled", "true"));
        all.addAll(List.of(more));
        return start("orders", all.toArray(String[]::new));
    }

    /** Writes the keys in order, each with its number as the value; a delete of the last follows a further write. */
    private void twins(SinkWorker worker, Schema key, Object one, Object other) {
        worker.put(
                worker.next("orders", key, other, row, struct(row, 1, null)),
                worker.next("orders", key, one, row, struct(row, 2, null)));
        assertThat(database.rows("SELECT v FROM orders")).containsExactly("2");
        worker.put(
                worker.next("orders", key, one, row, struct(row, 3, null)),
                worker.next("orders", key, other, null, null));
        assertThat(database.rows("SELECT v FROM orders")).isEmpty();
    }

    @Test
    void texts_that_lose_what_the_column_does_not_take() {
        SinkWorker worker = startOn("VARCHAR(3)", "text.nul", "strip");
        twins(worker, Schema.STRING_SCHEMA, "a", "a\0");
        // Blanks beyond the length go without a word.
        worker.put(
                worker.next("orders", Schema.STRING_SCHEMA, "abc ", row, struct(row, 1, null)),
                worker.next("orders", Schema.STRING_SCHEMA, "abc", row, struct(row, 2, null)));
        assertThat(database.rows("SELECT id, v FROM orders")).containsExactly("abc|2");
    }

    @Test
    void an_hour_that_the_clock_shows_twice() {
        SinkWorker worker = startOn("TIMESTAMP", "db.timezone", "Europe/Rome");
        Date first = Date.from(Instant.parse("2024-10-27T00:30:00Z"));
        Date second = Date.from(Instant.parse("2024-10-27T01:30:00Z"));
        twins(worker, Timestamp.SCHEMA, first, second);
    }

    /** Two of one key may be so far apart that they are in two statements, where the server does not see them meet. */
    @Test
    void a_batch_of_several_statements_keeps_the_order_of_the_log() {
        SinkWorker worker = startOn("DATE");
        String note = "n".repeat(20_000);
        List<SinkRecord> records = new ArrayList<>();
        for (int v = 1; v <= 2; v++) {
            for (int day = 1; day <= 400; day++) {
                // In the order of the keys the second form of a day comes before the first.
                String month = "2020-" + (v == 1 ? "0" : "") + (day % 9 + 1);
                String key = (v == 1 ? "2" : " 2") + month.substring(1) + "-" + (day % 28 + 1);
                records.add(worker.next("orders", Schema.STRING_SCHEMA, key, row, struct(row, v, note)));
            }
        }
        worker.put(records.toArray(SinkRecord[]::new));
        assertThat(database.rows("SELECT DISTINCT v FROM orders")).containsExactly("2");
    }
}
