/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.struct;

import io.synchub.connect.common.record.AggregateKeys;
import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A source and a destination on two servers, and refresh tasks between them. */
abstract class AggregateRefreshFixture {
    protected static final String TOPIC = "orders-keys";

    private final List<SinkWorker> workers = new ArrayList<>();

    protected PostgresTestDatabase shop;
    protected PostgresTestDatabase warehouse;

    @BeforeEach
    void openDatabases() {
        shop = PostgresTestDatabase.fresh("shop");
        warehouse = PostgresTestDatabase.fresh("warehouse");
    }

    @AfterEach
    void closeWorkers() {
        workers.forEach(SinkWorker::close);
    }

    protected Map<String, String> properties(String query, String keyFields, String table, String... more) {
        Map<String, String> all = new HashMap<>(warehouse.properties());
        shop.properties().forEach((key, value) -> all.put("source." + key, value));
        all.putAll(Map.of(
                "topics", TOPIC,
                "query", query,
                "key.fields", keyFields,
                "table.name", table,
                "linger.ms", "0",
                "retry.backoff.ms", "20",
                "max.retries", "200"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    protected SinkWorker start(Map<String, String> properties) {
        SinkWorker worker = SinkWorker.start(new AggregateRefreshSinkTask(), properties, TOPIC);
        workers.add(worker);
        return worker;
    }

    /** A record as the AggregateKey transform writes it. */
    protected static SinkRecord keys(SinkWorker worker, Schema keySchema, Long transaction, Struct... keys) {
        Schema schema = AggregateKeys.schema(keySchema);
        Struct value = new Struct(schema)
                .put(AggregateKeys.KEYS, Arrays.asList(keys))
                .put(AggregateKeys.TRANSACTION, transaction);
        return worker.next(TOPIC, null, null, schema, value);
    }

    /** A record for one key. */
    protected static SinkRecord key(SinkWorker worker, Schema keySchema, Object... values) {
        return keys(worker, keySchema, null, struct(keySchema, values));
    }
}
