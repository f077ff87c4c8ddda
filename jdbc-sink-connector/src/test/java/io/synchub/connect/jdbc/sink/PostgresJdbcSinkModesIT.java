/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.envelope;
import static io.synchub.connect.jdbc.sink.harness.Records.event;
import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static io.synchub.connect.jdbc.sink.harness.Records.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresJdbcSinkModesIT extends JdbcSinkModes {
    private static final String[] UPSERT = {
        "insert.mode", "upsert", "pk.mode", "record_key", "pk.fields", "id", "delete.enabled", "true"
    };

    private final Schema id = schema("id:int64");
    private final Schema number = schema("v:int32?");

    @Override
    protected TestDatabase freshDatabase() {
        return PostgresTestDatabase.fresh("warehouse");
    }

    private SinkRecord record(SinkWorker worker, long key, int v) {
        return worker.next("t", id, struct(id, key), number, struct(number, v));
    }

    private Map<String, List<String>> errors(String... more) {
        Map<String, List<String>> errors = new TreeMap<>();
        Map<String, String> all = properties("t", JdbcSinkWrites.with(UPSERT, more));
        all.put("name", "views");
        new JdbcSinkConnector()
                .validate(all).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .forEach(value -> errors.put(value.name(), value.errorMessages()));
        return errors;
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "changed"})
    void an_upsert_into_a_view_goes_by_the_key_of_its_table(String when) {
        database.run(
                "CREATE TABLE b (nr bigint PRIMARY KEY, v int, w int DEFAULT 7)",
                "CREATE VIEW t AS SELECT nr AS id, v FROM b");
        assertThat(errors("table.types", "TABLE,VIEW", "update.when", when)).isEmpty();
        assertThat(errors("pk.fields", "")).isEmpty();
        SinkWorker worker = start("t", JdbcSinkWrites.with(UPSERT, "table.types", "VIEW", "update.when", when));
        worker.put(record(worker, 1, 1), record(worker, 2, 2), record(worker, 3, 3));
        worker.put(record(worker, 1, 10), worker.next("t", id, struct(id, 2L), null, null), record(worker, 3, 3));
        assertThat(database.rows("SELECT * FROM b ORDER BY nr")).containsExactly("1|10|7", "3|3|7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE b (id bigint, v int); CREATE VIEW t AS SELECT * FROM b",
                "CREATE TABLE b (id bigint PRIMARY KEY, v int); CREATE VIEW t AS SELECT DISTINCT id, v FROM b",
                "CREATE TABLE b (id bigint PRIMARY KEY, v int); CREATE VIEW t AS SELECT DISTINCT id, v FROM b;"
                        + " CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;"
                        + " CREATE TRIGGER f INSTEAD OF INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()"
            })
    void a_view_into_which_no_upsert_goes_is_told_so(String sql) {
        database.run(sql);
        assertThat(errors()).containsOnlyKeys("pk.fields");
        SinkWorker worker = start("t", UPSERT);
        SinkRecord record = record(worker, 1, 770077);
        assertThat(trace(catchThrowable(() -> worker.put(record))))
                .contains("Table t is a view", "unique key on exactly (id)", "insert.mode=insert")
                .doesNotContain("ALTER TABLE", "770077");
        assertThat(errors().get("pk.fields").toString())
                .contains("Table t is a view")
                .doesNotContain("ALTER TABLE");
    }

    @Test
    void a_table_to_which_foreign_keys_refer_and_a_view_are_truncated() {
        database.run(
                "CREATE TABLE b (id bigint PRIMARY KEY, v int)",
                "CREATE VIEW t AS SELECT * FROM b",
                "CREATE TABLE child (b bigint CONSTRAINT of_b REFERENCES b (id))");
        Schema envelope = envelope(number);
        for (String table : new String[] {"b", "t"}) {
            SinkWorker worker = start("t", JdbcSinkWrites.with(UPSERT, "table.name.format", table));
            worker.put(
                    record(worker, 1, 1),
                    worker.next("t", null, null, envelope, event(envelope, "t", null, null)),
                    record(worker, 2, 2));
            assertThat(database.rows("SELECT id FROM b")).containsExactly("2");
        }
        database.run("INSERT INTO child VALUES (2)");
        SinkWorker worker = start("t", JdbcSinkWrites.with(UPSERT, "table.name.format", "b"));
        SinkRecord truncate = worker.next("t", null, null, envelope, event(envelope, "t", null, null));
        assertThat(trace(catchThrowable(() -> worker.put(truncate))))
                .contains("topic t, partition 0, offset 0", "others refer to this one", "of_b");
    }
}
