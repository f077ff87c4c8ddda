/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** The rows that are measured: ten columns as an order table has them, as polls of records. */
final class Orders {
    static final String TOPIC = "orders";
    static final String TABLE = """
            CREATE TABLE orders (
              id bigint PRIMARY KEY,
              customer_id integer NOT NULL,
              amount numeric(10,2) NOT NULL,
              weight double precision,
              quantity integer NOT NULL,
              product text NOT NULL,
              status text NOT NULL,
              paid boolean NOT NULL,
              ordered_at timestamp NOT NULL,
              note text
            )""";

    private static final long START_MICROS = 1_700_000_000_000_000L;
    private static final long A_SECOND = 1_000_000L;

    static final Schema KEY = SchemaBuilder.struct()
            .name("orders.Key")
            .field("id", Schema.INT64_SCHEMA)
            .build();
    static final Schema VALUE = SchemaBuilder.struct()
            .name("orders.Value")
            .field("id", Schema.INT64_SCHEMA)
            .field("customer_id", Schema.INT32_SCHEMA)
            .field(
                    "amount",
                    Decimal.builder(2)
                            .parameter("connect.decimal.precision", "10")
                            .build())
            .field("weight", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("quantity", Schema.INT32_SCHEMA)
            .field("product", Schema.STRING_SCHEMA)
            .field("status", Schema.STRING_SCHEMA)
            .field("paid", Schema.BOOLEAN_SCHEMA)
            .field(
                    "ordered_at",
                    SchemaBuilder.int64()
                            .name("io.debezium.time.MicroTimestamp")
                            .version(1)
                            .build())
            .field("note", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private Orders() {}

    /**
     * Makes the records.
     *
     * @param version tells one state of the rows from the next: another version has the same keys and other values
     */
    static List<Collection<SinkRecord>> polls(int rows, int rowsPerPoll, int version) {
        List<Collection<SinkRecord>> polls = new ArrayList<>();
        List<SinkRecord> poll = new ArrayList<>(rowsPerPoll);
        for (int row = 0; row < rows; row++) {
            poll.add(record(row, version, (long) version * rows + row));
            if (poll.size() == rowsPerPoll || row == rows - 1) {
                polls.add(poll);
                poll = new ArrayList<>(rowsPerPoll);
            }
        }
        return polls;
    }

    private static SinkRecord record(int row, int version, long offset) {
        // A fixed walk through the keys: neighbours in the topic are not neighbours in the table.
        long id = (row * 7_919L) % 1_000_003L;
        Struct value = new Struct(VALUE)
                .put("id", id)
                .put("customer_id", row % 10_000)
                .put("amount", BigDecimal.valueOf(row * 37L % 1_000_000 + version, 2))
                .put("weight", row % 10 == 0 ? null : row / 7.0)
                .put("quantity", row % 9 + version)
                .put("product", "product-" + row % 5_000)
                .put("status", version % 2 == 0 ? "created" : "shipped")
                .put("paid", version % 2 == 1)
                .put("ordered_at", START_MICROS + row * A_SECOND + version)
                .put("note", row % 3 == 0 ? null : "a note of some length for order " + row + ", version " + version);
        Struct key = new Struct(KEY).put("id", id);
        return new SinkRecord(TOPIC, 0, KEY, key, VALUE, value, offset, START_MICROS, TimestampType.CREATE_TIME);
    }
}
