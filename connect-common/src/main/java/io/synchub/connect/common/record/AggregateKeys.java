/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.record;

import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * The groups that a change touched, as the AggregateKey transform writes them and the aggregate refresh sink reads them:
 * a struct with the keys, and where they are known the source's id of the transaction and the table.
 */
public final class AggregateKeys {
    /** The name of the record value's schema. */
    public static final String SCHEMA_NAME = "io.synchub.connect.AggregateKeys";
    /** The name of the schema of one key. */
    public static final String KEY_SCHEMA_NAME = "io.synchub.connect.AggregateKey";
    /** The field with the keys: an array of none to two structs. */
    public static final String KEYS = "keys";
    /** The field with the transaction's id: an optional INT64. */
    public static final String TRANSACTION = "transaction";

    /**
     * The field with the path of the table that changed, such as schema and table: an optional array of strings. By it
     * the sink finds out whether the table's log holds whole rows.
     */
    public static final String TABLE = "table";

    private AggregateKeys() {}

    /** The schema of a record value, for keys of a schema. */
    public static Schema schema(Schema keySchema) {
        return SchemaBuilder.struct()
                .name(SCHEMA_NAME)
                .version(1)
                .field(KEYS, SchemaBuilder.array(keySchema).build())
                .field(TRANSACTION, Schema.OPTIONAL_INT64_SCHEMA)
                .field(
                        TABLE,
                        SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
                .build();
    }

    /** Whether values of a schema were written by the AggregateKey transform. */
    public static boolean isAggregateKeys(Schema schema) {
        return SCHEMA_NAME.equals(schema.name()) && schema.field(KEYS) != null;
    }

    /** The keys in a record value. */
    public static List<Struct> keys(Struct value) {
        return value.getArray(KEYS);
    }

    /** The id of the transaction that made the change, or null. */
    public static Long transaction(Struct value) {
        return value.schema().field(TRANSACTION) == null ? null : value.getInt64(TRANSACTION);
    }

    /** The path of the table that changed; empty where it is not known. */
    public static List<String> table(Struct value) {
        List<String> path = value.schema().field(TABLE) == null ? null : value.getArray(TABLE);
        return path == null ? List.of() : path;
    }
}
