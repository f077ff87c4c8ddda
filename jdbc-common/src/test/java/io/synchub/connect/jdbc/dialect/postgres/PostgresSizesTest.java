/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.schema.TypeSize;
import org.junit.jupiter.api.Test;

class PostgresSizesTest {

    /** The modifiers as {@code pg_attribute} shows them. */
    @Test
    void modifiers_of_the_catalog() {
        assertThat(PostgresSizes.of("numeric", -1)).isEqualTo(TypeSize.UNBOUNDED_DECIMAL);
        assertThat(PostgresSizes.of("numeric", 655_366)).isEqualTo(TypeSize.decimal(10, 2));
        assertThat(PostgresSizes.of("numeric", 329_730)).isEqualTo(TypeSize.decimal(5, -2));
        assertThat(PostgresSizes.of("numeric", 65_536_004 + 1000)).isEqualTo(TypeSize.decimal(1000, 1000));
        assertThat(PostgresSizes.of("varchar", 24)).isEqualTo(TypeSize.text(20));
        assertThat(PostgresSizes.of("bpchar", 5)).isEqualTo(TypeSize.text(1));
        assertThat(PostgresSizes.of("varchar", -1)).isEqualTo(TypeSize.text(null));
        assertThat(PostgresSizes.of("varbit", 10)).isEqualTo(TypeSize.bits(10));
        assertThat(PostgresSizes.of("timestamp", -1)).isEqualTo(TypeSize.fraction(6));
        assertThat(PostgresSizes.of("timestamptz", 0)).isEqualTo(TypeSize.fraction(0));
        assertThat(PostgresSizes.of("uuid", -1)).isEqualTo(TypeSize.UNKNOWN);
    }

    @Test
    void bounds_of_integers() {
        assertThat(TypeSize.INT16.max()).isEqualTo(Short.MAX_VALUE);
        assertThat(TypeSize.INT64.min()).isEqualTo(Long.MIN_VALUE);
        assertThat(TypeSize.unsigned(32).max()).isEqualTo(0xffff_ffffL);
        assertThat(TypeSize.unsigned(32).min()).isZero();
    }
}
