/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.mapping;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** A mapping laid out for the structs of one schema. */
interface StructLayout {
    /** The schema of the mapped structs. */
    Schema schema();

    Struct map(Struct source);

    /** A builder with all of a struct's schema except its fields and its default, which is of the source's form. */
    static SchemaBuilder without(Schema fieldsOf) {
        SchemaBuilder builder = SchemaBuilder.struct()
                .name(fieldsOf.name())
                .version(fieldsOf.version())
                .doc(fieldsOf.doc());
        if (fieldsOf.parameters() != null) {
            builder.parameters(fieldsOf.parameters());
        }
        return fieldsOf.isOptional() ? builder.optional() : builder;
    }
}
