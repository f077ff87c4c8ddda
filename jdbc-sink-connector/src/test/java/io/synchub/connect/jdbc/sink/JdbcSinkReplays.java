/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TableModel;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A thousand hot keys in two tables, written whole and in parts and deleted at random: whatever batches, segments and
 * connections the sink makes of it, the tables equal the log that is replayed record by record.
 */
abstract class JdbcSinkReplays extends SinkBehaviour {
    private static final int KEYS = 1_000;
    private static final List<String> TABLES = List.of("orders", "items");

    private final Schema number = schema("id:int64");
    private final Schema code = schema("id:string");
    private final Schema whole = schema("name:string?", "qty:int32?", "version:int64?", "hash:string?");
    private final Schema names = schema("name:string?", "version:int64?");
    private final Schema quantities = schema("qty:int32?", "version:int64?");

    /** A mode with its keys, and what it means for one record. */
    enum Mode {
        INSERT(TableModel.Rule.INSERT, "insert.mode", "insert"),
        INSERT_IGNORE(TableModel.Rule.INSERT_IGNORE, "insert.mode", "insert-ignore"),
        UPSERT(TableModel.Rule.UPSERT, "insert.mode", "upsert"),
        UPSERT_CHANGED(TableModel.Rule.UPSERT, "insert.mode", "upsert", "update.when", "changed"),
        UPSERT_HASH(
                TableModel.Rule.UPSERT,
                "insert.mode",
                "upsert",
                "update.when",
                "changed",
                "update.hash.column",
                "hash"),
        UPSERT_NEWER(
                TableModel.Rule.UPSERT_NEWER,
                "insert.mode",
                "upsert",
                "update.when",
                "newer",
                "update.version.column",
                "version"),
        UPDATE(TableModel.Rule.UPDATE, "insert.mode", "update"),
        UPDATE_CHANGED(TableModel.Rule.UPDATE, "insert.mode", "update", "update.when", "changed"),
        UPDATE_NEWER(
                TableModel.Rule.UPDATE_NEWER,
                "insert.mode",
                "update",
                "update.when",
                "newer",
                "update.version.column",
                "version");

        private final TableModel.Rule rule;
        private final String[] keys;

        Mode(TableModel.Rule rule, String... keys) {
            this.rule = rule;
            this.keys = keys;
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_connection(Mode mode) {
        replay(mode, 1, 900);
    }

    @ParameterizedTest
    @EnumSource
    void four_connections(Mode mode) {
        if (database.takesSeveralWriters()) {
            // Batches are dealt out only where each connection gets 500 rows.
            replay(mode, 4, 2_000);
            return;
        }
        Map<String, String> properties = properties("orders", "writers.per.task", "4");
        assertThat(new JdbcSinkConnector().validate(properties).configValues())
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .singleElement()
                .satisfies(value -> assertThat(value.name()).isEqualTo("writers.per.task"))
                .satisfies(value -> assertThat(value.errorMessages())
                        .singleElement()
                        .asString()
                        .contains("=1"));
    }

    /** How many records are replayed. */
    protected int records() {
        return 6_000;
    }

    private void replay(Mode mode, int writers, int batch) {
        String columns = ", name VARCHAR(20), qty INTEGER, version BIGINT, hash VARCHAR(40))";
        database.run(
                "CREATE TABLE orders (id BIGINT PRIMARY KEY" + columns,
                "CREATE TABLE items (id VARCHAR(9) PRIMARY KEY" + columns);
        Map<String, TableModel> models =
                Map.of("orders", new TableModel(mode.rule), "items", new TableModel(mode.rule));
        if (mode.rule.isUpdate()) {
            // Nothing but updates: there must be something to update.
            String rest = ", 'old', 0, 0, 'old')";
            database.run(
                    "INSERT INTO orders VALUES " + ofAllKeys(id -> "(" + id + rest),
                    "INSERT INTO items VALUES " + ofAllKeys(id -> "('" + coded(id) + "'" + rest));
            models.values()
                    .forEach(model -> LongStream.range(0, KEYS).forEach(id -> model.put(id, "old", 0, 0L, "old")));
        }
        String[] common = {
            "pk.mode",
            "record_key",
            "delete.enabled",
            "true",
            "batch.size",
            Integer.toString(batch),
            "linger.ms",
            "50",
            "writers.per.task",
            Integer.toString(writers),
        };
        SinkWorker worker = start(
                "orders,items", Stream.of(common, mode.keys).flatMap(Stream::of).toArray(String[]::new));
        long seed = new Random().nextLong();
        append(worker, mode, models, new Random(seed));
        worker.drain(batch / 2);
        for (String table : TABLES) {
            assertThat(database.rows("SELECT id, name, qty, version FROM " + table + " ORDER BY id"))
                    .as("table %s, seed %d", table, seed)
                    .containsExactlyElementsOf(
                            models.get(table).rows(id -> table.equals("items") ? coded(id) : "" + id));
        }
    }

    private static String ofAllKeys(LongFunction<String> row) {
        return LongStream.range(0, KEYS).mapToObj(row).collect(Collectors.joining(", "));
    }

    private static String coded(long id) {
        return String.format("k%04d", id);
    }

    private void append(SinkWorker worker, Mode mode, Map<String, TableModel> models, Random random) {
        for (int i = 0; i < records(); i++) {
            String table = TABLES.get(random.nextInt(TABLES.size()));
            TableModel model = models.get(table);
            // Half of all for a few keys only.
            int id = random.nextInt(random.nextBoolean() ? 20 : KEYS);
            boolean taken = mode == Mode.INSERT && model.contains(id);
            if (taken || random.nextInt(mode.rule.isUpdate() ? 50 : 6) == 0) {
                append(worker, table, id, null);
                model.delete(id);
                continue;
            }
            Long version = random.nextInt(30) == 0 ? null : (long) random.nextInt(1_000);
            // Few values, so that many writes change nothing.
            String name = random.nextInt(9) == 0 ? null : "n" + random.nextInt(3);
            Integer qty = random.nextInt(3);
            switch (mode == Mode.UPSERT_HASH ? 0 : random.nextInt(5)) {
                case 3 -> {
                    append(worker, table, id, struct(names, name, version));
                    model.writeName(id, name, version);
                }
                case 4 -> {
                    append(worker, table, id, struct(quantities, qty, version));
                    model.writeQuantity(id, qty, version);
                }
                default -> {
                    String hash = name + qty + version;
                    append(worker, table, id, struct(whole, name, qty, version, hash));
                    model.write(id, name, qty, version, hash);
                }
            }
        }
    }

    private void append(SinkWorker worker, String table, long id, Struct value) {
        boolean coded = table.equals("items");
        Schema key = coded ? code : number;
        worker.append(worker.next(
                table,
                key,
                struct(key, coded ? coded(id) : (Object) id),
                value == null ? null : value.schema(),
                value));
    }
}
