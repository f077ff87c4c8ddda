/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records for tests: at topic shop.orders, partition 3, offset 42, with a header. */
public final class Records {
    public static final Schema SOURCE = SchemaBuilder.struct()
            .field("connector", Schema.STRING_SCHEMA)
            .field("db", Schema.STRING_SCHEMA)
            .field("schema", Schema.OPTIONAL_STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("txId", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private Records() {}

    public static SinkRecord of(Schema keySchema, Object key, Schema schema, Object value) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("synchub.op", "u");
        return new SinkRecord(
                "shop.orders", 3, keySchema, key, schema, value, 42, 1_000L, TimestampType.CREATE_TIME, headers);
    }

    public static SinkRecord of(Struct value) {
        return of(Schema.STRING_SCHEMA, "key", value.schema(), value);
    }

    public static SinkRecord of(Map<String, ?> value) {
        return of(null, "key", null, value);
    }

    /** A map that may hold nulls: names and values in turn. */
    public static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    public static Schema eventSchema(Schema row) {
        return SchemaBuilder.struct()
                .name("shop.public.orders.Envelope")
                .field("before", row)
                .field("after", row)
                .field("source", SOURCE)
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
    }

    /** The id of the transaction that {@link #event(Schema, String, Struct, Struct)} comes from. */
    public static final long TRANSACTION = 4_294_967_000L;

    public static Struct event(Schema schema, String op, Struct before, Struct after) {
        return new Struct(schema)
                .put("before", before)
                .put("after", after)
                .put("op", op)
                .put("ts_ms", 7L)
                .put(
                        "source",
                        new Struct(SOURCE)
                                .put("connector", "postgresql")
                                .put("db", "shop")
                                .put("schema", "public")
                                .put("table", "Orders")
                                .put("txId", TRANSACTION));
    }

    public static Map<String, Object> event(String op, Map<String, ?> before, Map<String, ?> after) {
        return map("before", before, "after", after, "op", op, "source", map("connector", "mysql", "table", "orders"));
    }
}
