/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.keys;

import io.synchub.connect.common.cache.IdentityCache;
import io.synchub.connect.common.record.Envelope;
import io.synchub.connect.transforms.fault.RowFault;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;

/**
 * Reads from a record the keys of the groups that it touches.
 *
 * <p>For one thread. What is derived from a schema is kept for as many schemas as a task is likely to see.
 */
public final class GroupKeys {
    private static final int SCHEMAS_KEPT = 256;

    private final List<KeyColumn> columns;
    private final Zones zones;
    private final SchemalessKeys schemaless;
    private final IdentityCache<Schema, StructKeys> layouts = new IdentityCache<>(SCHEMAS_KEPT);

    public GroupKeys(List<KeyColumn> columns, Zones zones) {
        this.columns = List.copyOf(columns);
        this.zones = zones;
        this.schemaless = new SchemalessKeys(this.columns, zones);
    }

    /**
     * Reads the keys of a record, each once.
     *
     * @param found a record whose value is not null
     * @return null when the record belongs to no group; of an event with a schema the table is told all the same
     * @throws RowFault when the record does not say which groups it touches
     */
    public SchemaAndValue of(ConnectRecord<?> found) {
        Object value = found.value();
        if (value instanceof Struct struct) {
            StructKeys keys = layouts.get(struct.schema(), schema -> StructKeys.of(schema, columns, zones));
            Struct read = keys.of(RowImages.of(found), Envelope.find(struct));
            return read == null ? null : new SchemaAndValue(keys.schema(), read);
        }
        if (value instanceof Map && found.valueSchema() == null) {
            Map<String, Object> read = schemaless.of(RowImages.of(found));
            return read == null ? null : new SchemaAndValue(null, read);
        }
        throw new RowFault("the value is a " + value.getClass().getSimpleName()
                + ", which has no columns: keys are read from a struct, or a map");
    }
}
