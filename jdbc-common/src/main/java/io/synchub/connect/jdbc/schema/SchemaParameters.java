/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import java.util.OptionalInt;
import org.apache.kafka.connect.data.Schema;

/** Numbers that a record's schema declares as parameters, which are texts. */
public final class SchemaParameters {
    /** Debezium's and Confluent's parameter for the digits of a decimal; the scale has one of Connect's own. */
    public static final String DECIMAL_PRECISION = "connect.decimal.precision";

    private SchemaParameters() {}

    /** Empty where there is no such parameter, or it is no number: a transform may have put anything there. */
    public static OptionalInt number(Schema schema, String name) {
        String text = schema.parameters() == null ? null : schema.parameters().get(name);
        try {
            return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text.trim()));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
