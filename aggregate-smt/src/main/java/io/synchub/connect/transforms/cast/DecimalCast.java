/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.cast;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * SQL's {@code numeric(p,s)}: rounds half up, away from zero, to the scale; more digits before the point than p - s are
 * an error.
 */
record DecimalCast(int precision, int scale) implements CastTarget {
    static final Set<String> NAMES = Set.of("decimal", "numeric");

    /** The parameter in which Debezium and the schema registries' converters keep a decimal's precision. */
    private static final String PRECISION_PARAMETER = "connect.decimal.precision";

    private static final int MAX_PRECISION = 1000;

    static DecimalCast of(String precision, String scale) {
        int p = Syntax.number(precision)
                .orElseThrow(() -> new IllegalArgumentException(
                        "decimal needs its precision and scale: write decimal(p,s), such as decimal(10,2)"));
        int s = Syntax.number(scale).orElse(0);
        if (p < 1 || p > MAX_PRECISION) {
            throw new IllegalArgumentException(
                    "a decimal's precision, the first number, counts all its digits: 1 to " + MAX_PRECISION);
        }
        if (s > p) {
            throw new IllegalArgumentException(
                    "a decimal's scale, the second number, counts the digits after the point:"
                            + " 0 to the precision, here " + p);
        }
        return new DecimalCast(p, s);
    }

    @Override
    public Object cast(Object value) {
        BigDecimal rounded = Numbers.decimal(value).setScale(scale, RoundingMode.HALF_UP);
        if (rounded.precision() > precision && rounded.signum() != 0) {
            throw new CastException("it has more than " + (precision - scale) + " digits before the point");
        }
        return rounded;
    }

    @Override
    public SchemaBuilder schema() {
        return Decimal.builder(scale).parameter(PRECISION_PARAMETER, Integer.toString(precision));
    }

    @Override
    public Object toConnect(Object cast) {
        return cast;
    }

    @Override
    public Object toSchemaless(Object cast) {
        return ((BigDecimal) cast).toPlainString();
    }

    @Override
    public String toString() {
        return "decimal(" + precision + "," + scale + ")";
    }
}
