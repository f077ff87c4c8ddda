/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import io.synchub.connect.localstack.PluginPath;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A sink in a configuration, or a mark to measure it by: what is compared. */
public enum Contender {
    /** The database's own bulk load: what it takes when nothing else is in the way. */
    COPY("bare %s") {
        @Override
        RowWriter start(MeasuredDatabase database, Orders orders) {
            return (polls, end) -> database.load(polls);
        }
    },

    /** What the database takes when rows must meet those that are there. */
    MERGE("%s to a temporary table and one merge") {
        @Override
        RowWriter start(MeasuredDatabase database, Orders orders) {
            return (polls, end) -> database.loadAndMerge(orders, polls);
        }
    },

    /** This suite's, as it comes: only what must be set is set. */
    SYNCHUB("SyncHub JDBC sink") {
        @Override
        RowWriter start(MeasuredDatabase database, Orders orders) {
            return syncHub(database, Map.of());
        }
    },

    SYNCHUB_TWO_WRITERS("SyncHub JDBC sink, `writers.per.task=2`") {
        @Override
        RowWriter start(MeasuredDatabase database, Orders orders) {
            return syncHub(database, Map.of("writers.per.task", "2"));
        }
    },

    /** Does not write a row that is as the table has it. */
    SYNCHUB_CHANGED("SyncHub JDBC sink, `update.when=changed`") {
        @Override
        RowWriter start(MeasuredDatabase database, Orders orders) {
            return syncHub(database, Map.of("update.when", "changed"));
        }
    },

    /** The same, told by one column. */
    SYNCHUB_HASH("SyncHub JDBC sink, `update.when=changed`, `update.hash.column=row_hash`") {
        @Override
        RowWriter start(MeasuredDatabase database, Orders orders) {
            return syncHub(database, Map.of("update.when", "changed", "update.hash.column", "row_hash"));
        }

        @Override
        Orders.LastColumn lastColumn(Orders.LastColumn usual) {
            return Orders.LastColumn.ROW_HASH;
        }
    },

    /** Debezium's, as it comes. */
    DEBEZIUM("Debezium JDBC sink, as it comes") {
        @Override
        RowWriter start(MeasuredDatabase database, Orders orders) {
            return debezium(database, Map.of());
        }
    },

    /** Debezium's with what its users tune: the driver rewrites batches, and batches are as large as ours. */
    DEBEZIUM_TUNED("Debezium JDBC sink, tuned") {
        @Override
        RowWriter start(MeasuredDatabase database, Orders orders) {
            return debezium(
                    database,
                    Map.of(
                            "connection.url",
                            database.jdbcUrlThatRewritesBatches(),
                            "batch.size",
                            "10000",
                            "use.reduction.buffer",
                            "true"));
        }
    };

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    String title(DatabaseKind database) {
        return title.formatted(database.bulkLoad());
    }

    /** Whether it can do every case; a mark is one of those that it is the mark for. */
    boolean isSink() {
        return this != COPY && this != MERGE;
    }

    /** Shots that count: the same for all. */
    static int shots() {
        return 4;
    }

    /** What the tenth column of its rows is, where others have the usual. */
    Orders.LastColumn lastColumn(Orders.LastColumn usual) {
        return usual;
    }

    /** Makes it ready to write: all that a user waits for only once. */
    abstract RowWriter start(MeasuredDatabase database, Orders orders);

    private static RowWriter syncHub(MeasuredDatabase database, Map<String, String> more) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connection.url", database.jdbcUrl());
        config.put("connection.user", database.user());
        config.put("connection.password", database.password());
        config.put("insert.mode", "upsert");
        config.put("pk.mode", "record_key");
        config.put("delete.enabled", "true");
        config.putAll(more);
        return new SinkWriter(
                new PluginFolder(PluginPath.jdbcSink().resolve("jdbc-sink-connector"))
                        .newSinkTask("io.synchub.connect.jdbc.sink.JdbcSinkTask"),
                config);
    }

    private static RowWriter debezium(MeasuredDatabase database, Map<String, String> more) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connection.url", database.jdbcUrl());
        config.put("connection.username", database.user());
        config.put("connection.password", database.password());
        config.put("insert.mode", "upsert");
        config.put("primary.key.mode", "record_key");
        config.put("delete.enabled", "true");
        config.put("schema.evolution", "none");
        config.putAll(more);
        return new SinkWriter(
                new PluginFolder(peers().resolve("debezium-connector-jdbc"))
                        .newSinkTask("io.debezium.connector.jdbc.JdbcSinkConnectorTask"),
                config);
    }

    private static Path peers() {
        return PluginPath.checkout().resolve("benchmarks/target/peers");
    }
}
