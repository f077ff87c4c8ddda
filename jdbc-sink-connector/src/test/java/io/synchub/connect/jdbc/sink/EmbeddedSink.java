/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.Dialects;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.sink.harness.Background;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.WriteMode;
import io.synchub.connect.jdbc.write.WriteRule;
import io.synchub.connect.localstack.Await;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What databases that run in the worker's own process do beside the common suites: locks, rules of writes, types. */
abstract class EmbeddedSink extends SinkBehaviour {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ROWS = "SELECT id, version, name FROM items ORDER BY id";

    @Test
    void an_uncommitted_change_of_another_connection_is_waited_for() throws Exception {
        database.run("CREATE TABLE orders (id BIGINT PRIMARY KEY, qty INTEGER)", "INSERT INTO orders VALUES (1, 1)");
        SinkWorker worker = start("orders", "insert.mode", "upsert", "pk.mode", "record_key");
        Schema key = schema("id:int64");
        Schema row = schema("qty:int32");
        SinkRecord record = worker.next("orders", key, struct(key, 1L), row, struct(row, 5));
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE orders SET qty = 7 WHERE id = 1");
            worker.deliver(List.of(record));
            Await.until("the task to pause", PATIENCE, () -> !worker.paused().isEmpty());
            assertThat(worker.committable()).containsValue(0L);
            CompletableFuture<Void> put = Background.run(() -> worker.drain(1));
            other.commit();
            put.get();
        }
        assertThat(database.rows("SELECT id, qty FROM orders")).containsExactly("1|5");
        assertThat(worker.paused()).isEmpty();
    }

    private RowLayout layout(WriteRule rule) {
        return new RowLayout(
                List.of(
                        new RowLayout.Column("id", Schema.INT64_SCHEMA, true),
                        new RowLayout.Column("version", Schema.OPTIONAL_INT64_SCHEMA, false),
                        new RowLayout.Column("name", Schema.OPTIONAL_STRING_SCHEMA, false),
                        new RowLayout.Column("gone", Schema.OPTIONAL_BOOLEAN_SCHEMA, false)),
                rule);
    }

    /** Writes rows of id, version, name, gone; gives what is there afterwards. */
    private List<String> write(WriteRule rule, Object[]... rows) throws Exception {
        Dialect dialect = Dialects.of(database.properties().get("connection.url"));
        BulkWriter writer = dialect.bulkWriter(ValueOptions.DEFAULT);
        TableId id = TableId.of("items");
        RowLayout layout = layout(rule);
        List<RowChange> changes = new ArrayList<>();
        for (Object[] row : rows) {
            changes.add(new RowChange(
                    id, layout, RowChange.Operation.WRITE, row, new RecordPosition("items", 0, changes.size())));
        }
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            TableDefinition table = dialect.readTable(connection, id).orElseThrow();
            writer.write(connection, table, layout, changes);
            connection.commit();
        }
        return database.rows(ROWS);
    }

    private void createItems() {
        database.run(
                "CREATE TABLE items (id BIGINT PRIMARY KEY, version BIGINT, name VARCHAR(20), gone BOOLEAN)",
                "INSERT INTO items VALUES (1, 5, 'a', FALSE), (2, NULL, 'b', FALSE), (3, 9, 'c', TRUE)");
    }

    @Test
    void rows_that_are_newer_win_as_do_those_onto_no_version_and_onto_rows_marked_as_deleted() throws Exception {
        createItems();
        WriteRule newer = new WriteRule(WriteMode.UPSERT, UpdateWhen.NEWER, "version", "gone");
        assertThat(write(
                        newer,
                        new Object[] {1L, 4L, "late", false},
                        new Object[] {2L, 1L, "first", false},
                        new Object[] {3L, 2L, "again", false},
                        new Object[] {4L, 1L, "new", false}))
                .containsExactly("1|5|a", "2|1|first", "3|2|again", "4|1|new");
        assertThat(write(newer, new Object[] {1L, 5L, "equal", false}, new Object[] {2L, null, "null", false}))
                .containsExactly("1|5|equal", "2|1|first", "3|2|again", "4|1|new");
    }

    @Test
    void rows_that_differ_are_changed() throws Exception {
        createItems();
        WriteRule changed = new WriteRule(WriteMode.UPSERT, UpdateWhen.CHANGED, null);
        assertThat(write(changed, new Object[] {1L, 5L, "a", false}, new Object[] {2L, 7L, null, false}))
                .containsExactly("1|5|a", "2|7|null", "3|9|c");
    }

    @Test
    void an_insert_that_ignores_leaves_rows_that_are_there_but_not_those_marked_as_deleted() throws Exception {
        createItems();
        WriteRule ignore = WriteRule.always(WriteMode.INSERT_IGNORE).withDeletedColumn("gone");
        assertThat(write(ignore, new Object[] {1L, 6L, "no", false}, new Object[] {3L, 1L, "yes", false}, new Object[] {
                    4L, 1L, "new", false
                }))
                .containsExactly("1|5|a", "2|null|b", "3|1|yes", "4|1|new");
    }

    @Test
    void an_insert_that_ignores_fails_for_another_unique_key() throws Exception {
        createItems();
        database.run("CREATE UNIQUE INDEX items_name ON items (name)");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> write(WriteRule.always(WriteMode.INSERT_IGNORE), new Object[] {7L, 1L, "a", false})))
                .isInstanceOf(java.sql.SQLException.class);
        assertThat(database.rows(ROWS)).hasSize(3);
    }

    @Test
    void values_of_a_created_table_are_those_of_the_records() {
        Schema decimal = Decimal.builder(2).optional().build();
        Schema row = SchemaBuilder.struct()
                .field("amount", decimal)
                .field("big", Schema.INT64_SCHEMA)
                .field("ratio", Schema.FLOAT64_SCHEMA)
                .field("text", Schema.STRING_SCHEMA)
                .field("bytes", Schema.BYTES_SCHEMA)
                .field(
                        "moment",
                        SchemaBuilder.int64()
                                .name("io.debezium.time.MicroTimestamp")
                                .build())
                .field(
                        "day",
                        SchemaBuilder.int32().name("io.debezium.time.Date").build())
                .field("paid", Schema.BOOLEAN_SCHEMA)
                .field("list", SchemaBuilder.array(Schema.INT32_SCHEMA).build())
                .build();
        SinkWorker worker = start("types", "insert.mode", "upsert", "pk.mode", "record_key", "auto.create", "true");
        Schema key = schema("id:string");
        SinkRecord record = worker.next(
                "types",
                key,
                struct(key, "ü'\"\\"),
                row,
                struct(
                        row,
                        new BigDecimal("1234567890123456789012345678901234.56"),
                        Long.MIN_VALUE,
                        0.1,
                        "it's",
                        new byte[] {0, -1},
                        1_700_000_000_000_001L,
                        19_000,
                        true,
                        List.of(1, 2)));
        worker.put(record);
        worker.put(record);
        assertThat(database.rows("SELECT id, amount, big, ratio = 0.1, text FROM types"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("ü'\"\\|1234567890123456789012345678901234.56|-9223372036854775808|")
                .endsWith("|it's");
        assertThat(database.rows(
                        "SELECT CAST(moment AS VARCHAR(30)), CAST(day AS VARCHAR(30)), length(bytes) FROM types"
                                .replace("length(bytes)", database.lengthOfBytes("bytes"))))
                .containsExactly("2023-11-14 22:13:20.000001|2022-01-08|2");
    }
}
