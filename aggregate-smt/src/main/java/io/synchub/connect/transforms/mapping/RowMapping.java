/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.mapping;

import io.synchub.connect.common.cache.IdentityCache;
import io.synchub.connect.common.record.Envelope;
import io.synchub.connect.transforms.fault.RowFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;

/**
 * Applies a mapping to keys or values: to the row itself, or to both images of a Debezium event.
 *
 * <p>For one thread. What is derived from a schema is kept for as many schemas as a task is likely to see.
 */
public final class RowMapping {
    private static final int SCHEMAS_KEPT = 256;

    private final List<ColumnMapping> columns;
    private final Others others;
    private final IdentityCache<Schema, StructLayout> layouts = new IdentityCache<>(SCHEMAS_KEPT);

    public RowMapping(List<ColumnMapping> columns, Others others) {
        this.columns = List.copyOf(columns);
        this.others = others;
    }

    /**
     * Maps a key or a value.
     *
     * @param schema its schema, or null
     * @param value not null
     * @throws RowFault when the row does not fit the mapping
     */
    public SchemaAndValue map(Schema schema, Object value) {
        if (value instanceof Struct struct) {
            StructLayout layout = layouts.get(struct.schema(), this::layout);
            return new SchemaAndValue(layout.schema(), layout.map(struct));
        }
        if (schema == null && value instanceof Map<?, ?> map) {
            return new SchemaAndValue(null, Envelope.isEnvelope(map) ? event(map) : row(map));
        }
        throw new RowFault("it is a " + (schema == null ? value.getClass().getSimpleName() : RowFault.typeOf(schema))
                + ", which has no columns: the mapping needs a struct, or a map");
    }

    private StructLayout layout(Schema schema) {
        return Envelope.isEnvelope(schema)
                ? EventLayout.of(schema, columns, others)
                : RowLayout.of(schema, columns, others);
    }

    private Map<String, Object> event(Map<?, ?> event) {
        Map<String, Object> mapped = new LinkedHashMap<>();
        event.forEach((name, value) -> mapped.put(String.valueOf(name), value));
        mapped.computeIfPresent(Envelope.BEFORE, (name, image) -> row((Map<?, ?>) image));
        mapped.computeIfPresent(Envelope.AFTER, (name, image) -> row((Map<?, ?>) image));
        return mapped;
    }

    private Map<String, Object> row(Map<?, ?> row) {
        return SchemalessRow.map(row, columns, others);
    }
}
