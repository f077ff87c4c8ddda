/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Short ways to write schemas and structs. */
public final class Records {
    private Records() {}

    /** A struct schema of fields such as {@code id:int64} and, where null is allowed, {@code name:string?}. */
    public static Schema schema(String... fields) {
        SchemaBuilder builder = SchemaBuilder.struct();
        for (String field : fields) {
            String[] parts = field.split(":", 2);
            boolean optional = parts[1].endsWith("?");
            String type = optional ? parts[1].substring(0, parts[1].length() - 1) : parts[1];
            SchemaBuilder of = SchemaBuilder.type(Schema.Type.valueOf(type.toUpperCase(Locale.ROOT)));
            builder.field(parts[0], optional ? of.optional().build() : of.build());
        }
        return builder.build();
    }

    /** A struct with its values in the schema's order. */
    public static Struct struct(Schema schema, Object... values) {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            struct.put(field, values[field.index()]);
        }
        return struct;
    }

    /** A schema of Debezium's envelopes for rows of a schema. */
    public static Schema envelope(Schema row) {
        Schema image = optional(row);
        return SchemaBuilder.struct()
                .name("server.schema.table.Envelope")
                .field("before", image)
                .field("after", image)
                .field("op", Schema.STRING_SCHEMA)
                .build();
    }

    private static Schema optional(Schema struct) {
        SchemaBuilder builder = SchemaBuilder.struct().optional();
        struct.fields().forEach(field -> builder.field(field.name(), field.schema()));
        return builder.build();
    }

    /** A Debezium event; an image may be null. */
    public static Struct event(Schema envelope, String op, Object[] before, Object[] after) {
        Schema row = envelope.field("after").schema();
        return new Struct(envelope)
                .put("op", op)
                .put("before", before == null ? null : struct(row, before))
                .put("after", after == null ? null : struct(row, after));
    }

    /** Everything that a log would show of an exception: messages of all causes and suppressed ones. */
    public static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
