/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.data;

import org.apache.kafka.connect.data.Schema;

/**
 * Turns the values of one column from Connect's form into the Java form of their {@link SemanticType}.
 *
 * <p>Looked up once per column, then called per value. Immutable; any thread may use it.
 */
public interface ValueDecoder {
    /** Finds the decoder for a schema: by logical name where it is known, else by primitive type. */
    static ValueDecoder of(Schema schema) {
        String name = schema.name();
        if (name != null) {
            LogicalType logical = LogicalType.named(name, schema.type());
            if (logical != null) {
                return logical;
            }
        }
        return PrimitiveType.of(schema.type());
    }

    SemanticType semanticType();

    /**
     * Decodes one value.
     *
     * @param value as Connect hands it over; null stays null
     * @throws org.apache.kafka.connect.errors.DataException when the value is of a wrong class or form; the message
     *     never holds the value
     */
    Object decode(Object value);
}
