/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.jdbc.schema.SchemaParameters;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/**
 * Digits of a decimal number.
 *
 * @param precision all of them
 * @param scale those behind the point
 */
public record DecimalShape(int precision, int scale) {
    /**
     * The shape that holds all values of a schema without loss.
     *
     * @param max the greatest precision of the database, which a schema without one gets
     * @return empty where the scale varies from value to value, or is too large
     */
    public static Optional<DecimalShape> of(Schema schema, int max) {
        OptionalInt declaredScale = SchemaParameters.number(schema, Decimal.SCALE_FIELD);
        if (declaredScale.isEmpty()) {
            return Optional.empty();
        }
        int scale = declaredScale.getAsInt();
        int precision = SchemaParameters.number(schema, SchemaParameters.DECIMAL_PRECISION)
                .orElse(max);
        return precision > 0 && precision <= max && scale >= 0 && scale <= precision
                ? Optional.of(new DecimalShape(precision, scale))
                : Optional.empty();
    }
}
