/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;

/**
 * Digits of a decimal number.
 *
 * @param precision all of them
 * @param scale those behind the point
 */
public record DecimalShape(int precision, int scale) {
    /** Debezium's and Confluent's parameter; the scale has one of Connect's own. */
    private static final String PRECISION_PARAMETER = "connect.decimal.precision";

    /**
     * The shape that holds all values of a schema without loss.
     *
     * @param max the greatest precision of the database, which a schema without one gets
     * @return empty where the scale varies from value to value, or is too large
     */
    public static Optional<DecimalShape> of(Schema schema, int max) {
        Map<String, String> parameters = schema.parameters() == null ? Map.of() : schema.parameters();
        if (!parameters.containsKey(Decimal.SCALE_FIELD)) {
            return Optional.empty();
        }
        int scale = Integer.parseInt(parameters.get(Decimal.SCALE_FIELD));
        int precision = Integer.parseInt(parameters.getOrDefault(PRECISION_PARAMETER, Integer.toString(max)));
        return precision > 0 && precision <= max && scale >= 0 && scale <= precision
                ? Optional.of(new DecimalShape(precision, scale))
                : Optional.empty();
    }
}
