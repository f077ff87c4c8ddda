/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.envelope;
import static io.synchub.connect.jdbc.sink.harness.Records.event;
import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.sink.harness.DeadLetters;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that Debezium could not tell are never written: the table keeps what it has. */
abstract class JdbcSinkUnavailableValues extends SinkBehaviour {
    private static final String PLACEHOLDER = "__debezium_unavailable_value";
    private static final ByteBuffer BYTES = ByteBuffer.wrap(PLACEHOLDER.getBytes(StandardCharsets.UTF_8));
    private static final String DOCUMENTS = "SELECT id, title, body FROM documents ORDER BY id";
    private static final String[] UPSERT = {
        "insert.mode", "upsert", "pk.mode", "record_key", "pk.fields", "id", "delete.enabled", "true"
    };

    private final Schema key = schema("id:int64");
    private final Schema row = schema("id:int64", "title:string?", "body:string", "image:bytes?");
    private final Schema envelope = envelope(row);

    @BeforeEach
    void createDocuments() {
        database.run(
                "CREATE TABLE documents (id BIGINT PRIMARY KEY, title VARCHAR(20), body VARCHAR(100) NOT NULL, image "
                        + database.bytesType() + ")");
        database.run("INSERT INTO documents (id, title, body) VALUES (1, 'old', 'a long text')");
    }

    private SinkRecord change(SinkWorker worker, String op, long id, Object... after) {
        return worker.next("documents", key, struct(key, id), envelope, event(envelope, op, null, after));
    }

    @Test
    void an_update_leaves_them_as_they_are_and_writes_the_others() {
        SinkWorker worker = start("documents", UPSERT);
        worker.put(change(worker, "u", 1, 1L, "new", PLACEHOLDER, BYTES));
        assertThat(database.rows(DOCUMENTS)).containsExactly("1|new|a long text");
    }

    @Test
    void updates_with_and_without_them_are_carried_out_in_order() {
        SinkWorker worker = start("documents", UPSERT);
        worker.put(
                change(worker, "u", 1, 1L, "second", PLACEHOLDER, null),
                change(worker, "u", 1, 1L, "third", "another text", null),
                change(worker, "c", 2, 2L, "first", "a text", null),
                change(worker, "u", 2, 2L, "second", PLACEHOLDER, null),
                change(worker, "u", 1, 1L, "fourth", PLACEHOLDER, null));
        assertThat(database.rows(DOCUMENTS)).containsExactly("1|fourth|another text", "2|second|a text");
    }

    @Test
    void an_insert_with_one_is_refused_with_the_mend() {
        SinkWorker worker = start("documents", UPSERT);
        assertThatThrownBy(() -> worker.put(change(worker, "c", 3, 3L, "new", PLACEHOLDER, null)))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("offset 0", "column body", "table documents", "REPLICA IDENTITY FULL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "changed"})
    void one_that_has_no_row_to_keep_it_in_is_set_aside(String when) {
        DeadLetters letters = new DeadLetters();
        SinkWorker worker = start(
                letters,
                "documents",
                "insert.mode",
                "upsert",
                "pk.mode",
                "record_key",
                "pk.fields",
                "id",
                "update.when",
                when);
        worker.put(
                change(worker, "u", 1, 1L, "old", PLACEHOLDER, null),
                change(worker, "u", 9, 9L, "new", PLACEHOLDER, null),
                change(worker, "u", 1, 1L, "old", PLACEHOLDER, null),
                change(worker, "c", 2, 2L, "b", "text", null));
        assertThat(letters.offsets()).containsExactly(1L);
        assertThat(letters.all().get(0).message())
                .contains("topic documents, partition 0, offset 1", "table documents", "REPLICA IDENTITY FULL");
        assertThat(database.rows(DOCUMENTS)).containsExactly("1|old|a long text", "2|b|text");
    }

    @Test
    void the_first_write_wins_over_one_that_lacks_values() {
        DeadLetters letters = new DeadLetters();
        SinkWorker worker =
                start(letters, "documents", "insert.mode", "insert-ignore", "pk.mode", "record_key", "pk.fields", "id");
        worker.put(
                change(worker, "u", 1, 1L, "new", PLACEHOLDER, null),
                change(worker, "u", 9, 9L, "x", PLACEHOLDER, null));
        assertThat(database.rows(DOCUMENTS)).containsExactly("1|old|a long text");
        assertThat(letters.offsets()).containsExactly(1L);
    }

    @Test
    void another_placeholder_can_be_named() {
        String[] named = {
            "insert.mode", "upsert", "pk.mode", "record_key", "pk.fields", "id", "unavailable.value.placeholder", "n/a"
        };
        SinkWorker worker = start("documents", named);
        worker.put(change(worker, "u", 1, 1L, PLACEHOLDER.substring(0, 12), "n/a", null));
        assertThat(database.rows(DOCUMENTS)).containsExactly("1|__debezium_u|a long text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upsert", "insert-ignore"})
    void without_a_queue_one_that_has_no_row_to_keep_it_in_fails_the_task(String mode) {
        SinkWorker worker = start("documents", "insert.mode", mode, "pk.mode", "record_key", "pk.fields", "id");
        SinkRecord[] batch = {
            change(worker, "u", 1, 1L, "old", PLACEHOLDER, null),
            change(worker, "u", 9, 9L, "secret", PLACEHOLDER, null),
            change(worker, "c", 2, 2L, "b", "text", null)
        };
        assertThatThrownBy(() -> worker.put(batch))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(
                        "topic documents, partition 0, offset 1",
                        "not in table documents",
                        "REPLICA IDENTITY FULL",
                        "restart the task")
                .hasMessageNotContaining("secret");
        assertThat(worker.committable().values()).allMatch(offset -> offset < 1);
        assertThat(database.rows(DOCUMENTS)).containsExactly("1|old|a long text");
    }

    @Test
    void an_update_of_a_row_that_is_not_there_is_nothing() {
        String[] update = {"insert.mode", "update", "pk.mode", "record_key", "pk.fields", "id"};
        DeadLetters letters = new DeadLetters();
        SinkWorker lenient = start(letters, "documents", update);
        lenient.put(
                change(lenient, "u", 9, 9L, "new", PLACEHOLDER, null), change(lenient, "u", 8, 8L, "new", "x", null));
        SinkWorker strict = start("documents", update);
        strict.put(
                change(strict, "u", 9, 9L, "new", PLACEHOLDER, null),
                change(strict, "u", 1, 1L, "b", PLACEHOLDER, null));
        assertThat(letters.all()).isEmpty();
        assertThat(database.rows(DOCUMENTS)).containsExactly("1|b|a long text");
    }
}
