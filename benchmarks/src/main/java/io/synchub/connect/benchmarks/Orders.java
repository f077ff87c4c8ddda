/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The rows that are measured: ten columns as an order table has them, as polls of records.
 *
 * @param lastColumn what the tenth column is
 * @param rows how many there are
 */
record Orders(LastColumn lastColumn, int rows) {
    static final String TOPIC = "orders";
    static final int ROWS_PER_POLL = 500;
    /** Among the records with deletes, every so manieth is one. */
    static final int RECORDS_PER_DELETE = 10;

    static final Schema KEY = SchemaBuilder.struct()
            .name("orders.Key")
            .field("id", Schema.INT64_SCHEMA)
            .build();

    private static final long START_MICROS = 1_700_000_000_000_000L;
    private static final long A_SECOND = 1_000_000L;
    private static final String PADDING = "The parcel goes to the neighbour when nobody opens. ".repeat(16);

    /** What the tenth column is. */
    enum LastColumn {
        /** A remark on two of three orders. */
        NOTE("note", Schema.OPTIONAL_STRING_SCHEMA) {
            @Override
            String value(int row, int version, Struct others) {
                return row % 3 == 0 ? null : "a note of some length for order " + row + ", version " + version;
            }
        },
        /** A hash of the others, as a source makes it that compares rows by it. */
        ROW_HASH("row_hash", Schema.STRING_SCHEMA) {
            @Override
            String value(int row, int version, Struct others) {
                return hash(others);
            }
        },
        /** As much text as makes a row one of 1 KB. */
        LONG_NOTE("note", Schema.OPTIONAL_STRING_SCHEMA) {
            @Override
            String value(int row, int version, Struct others) {
                return row + ", version " + version + ": " + PADDING;
            }
        };

        private final String title;
        private final Schema value;

        LastColumn(String title, Schema type) {
            this.title = title;
            this.value = valueSchema(title, type);
        }

        abstract String value(int row, int version, Struct others);

        private static Schema valueSchema(String title, Schema type) {
            return SchemaBuilder.struct()
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
                    .field(title, type)
                    .build();
        }

        private static String hash(Struct others) {
            StringBuilder text = new StringBuilder();
            for (Field field : others.schema().fields()) {
                text.append(others.get(field)).append('\n');
            }
            try {
                MessageDigest digest = MessageDigest.getInstance("MD5");
                return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * The statement that creates the table.
     *
     * @param timestampType the database's type for a time of day and date without zone, to the microsecond
     */
    String table(String timestampType) {
        return """
            CREATE TABLE orders (
              id bigint PRIMARY KEY,
              customer_id integer NOT NULL,
              amount numeric(10,2) NOT NULL,
              weight double precision,
              quantity integer NOT NULL,
              product text NOT NULL,
              status text NOT NULL,
              paid boolean NOT NULL,
              ordered_at %s NOT NULL,
              %s text
            )""".formatted(timestampType, lastColumn.title);
    }

    /** The names of the columns, the key's first. */
    List<String> columns() {
        return lastColumn.value.fields().stream().map(Field::name).toList();
    }

    /** Whether {@link #pollsWithDeletes} delete a row. */
    static boolean isDelete(int row) {
        return row % RECORDS_PER_DELETE == RECORDS_PER_DELETE / 2;
    }

    /**
     * Records of all rows, made as they are asked for.
     *
     * @param version tells one state of the rows from the next: another version has the same keys and other values
     * @param firstOffset the offset of the first record
     */
    Iterable<List<SinkRecord>> polls(int version, long firstOffset) {
        return polls(version, firstOffset, row -> false);
    }

    /** The same, where some are tombstones in place of values. */
    Iterable<List<SinkRecord>> pollsWithDeletes(int version, long firstOffset) {
        return polls(version, firstOffset, Orders::isDelete);
    }

    private Iterable<List<SinkRecord>> polls(int version, long firstOffset, IntPredicate deleted) {
        return () -> IntStream.iterate(0, first -> first < rows, first -> first + ROWS_PER_POLL)
                .mapToObj(first -> poll(first, version, firstOffset, deleted))
                .iterator();
    }

    private List<SinkRecord> poll(int first, int version, long firstOffset, IntPredicate deleted) {
        List<SinkRecord> poll = new ArrayList<>(ROWS_PER_POLL);
        for (int row = first; row < Math.min(first + ROWS_PER_POLL, rows); row++) {
            poll.add(record(row, version, firstOffset + row, deleted.test(row)));
        }
        return poll;
    }

    /** The rows that {@link #pollsWithDeletes} deletes, as they were. */
    Iterable<List<SinkRecord>> deletedRows(int version) {
        return List.of(IntStream.range(0, rows)
                .filter(Orders::isDelete)
                .mapToObj(row -> record(row, version, row, false))
                .toList());
    }

    private SinkRecord record(int row, int version, long offset, boolean deleted) {
        // A fixed walk through the keys: neighbours in the topic are not neighbours in the table.
        long id = (row * 7_919L) % 1_000_003L;
        Struct key = new Struct(KEY).put("id", id);
        Struct value = deleted ? null : value(row, version, id);
        return new SinkRecord(
                TOPIC,
                0,
                KEY,
                key,
                deleted ? null : lastColumn.value,
                value,
                offset,
                START_MICROS / 1_000,
                TimestampType.CREATE_TIME);
    }

    private Struct value(int row, int version, long id) {
        Struct value = new Struct(lastColumn.value)
                .put("id", id)
                .put("customer_id", row % 10_000)
                .put("amount", BigDecimal.valueOf(row * 37L % 1_000_000 + version, 2))
                .put("weight", row % 10 == 0 ? null : row / 7.0)
                .put("quantity", row % 9 + version)
                .put("product", "product-" + row % 5_000)
                .put("status", version % 2 == 0 ? "created" : "shipped")
                .put("paid", version % 2 == 1)
                .put("ordered_at", START_MICROS + row * A_SECOND + version);
        return value.put(lastColumn.title, lastColumn.value(row, version, value));
    }

    /** Makes all that an iteration would make, so that none of it falls into a measured time. */
    static Iterable<? extends Collection<SinkRecord>> made(Iterable<List<SinkRecord>> polls) {
        List<List<SinkRecord>> all = new ArrayList<>();
        polls.forEach(all::add);
        return all;
    }
}
