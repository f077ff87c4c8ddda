/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

import java.util.List;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;

/**
 * A column of a stream's records: a field's cells of one kind.
 *
 * @param fieldId the platform's id of the field
 * @param kind a field whose type changes gets a column for each kind
 * @param name pinned when the column was first seen
 * @param system whether it stands for one of the platform's own fields
 */
record Column(String fieldId, Kind kind, String name, boolean system) {
    /** The parameter of a field's schema that holds the platform's id of the field. */
    static final String FIELD_ID = "synchub.field.id";

    private static final String JSON = "io.debezium.data.Json";

    boolean holds(String field, Kind cells) {
        return kind == cells && fieldId.equals(field);
    }

    /** The names of its fields in a record: three for a {@link Kind#PERIOD}. */
    List<String> fieldNames() {
        return kind == Kind.PERIOD ? List.of(name, name + "_end", name + "_time_zone") : List.of(name);
    }

    void addTo(SchemaBuilder struct) {
        List<String> names = fieldNames();
        struct.field(names.get(0), described(builder()));
        if (kind == Kind.PERIOD) {
            struct.field(names.get(1), described(Timestamp.builder()));
            struct.field(names.get(2), described(SchemaBuilder.string()));
        }
    }

    private SchemaBuilder builder() {
        return switch (kind) {
            case TEXT -> SchemaBuilder.string();
            case NUMBER -> SchemaBuilder.float64();
            case BOOLEAN -> SchemaBuilder.bool();
            case INSTANT, PERIOD -> Timestamp.builder();
            case DAY -> Date.builder();
            case TEXT_LIST -> SchemaBuilder.array(Schema.STRING_SCHEMA);
            case JSON -> SchemaBuilder.string().name(JSON).version(1);
        };
    }

    private Schema described(SchemaBuilder builder) {
        return builder.optional().parameter(FIELD_ID, fieldId).build();
    }
}
