/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.ColumnLimits.Misfit;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ColumnLimitsTest {
    private static Misfit misfit(String type, String baseType, Family family, Object value) {
        return ColumnLimits.of(new ColumnDefinition("c", type, baseType, family, true))
                .misfit(value)
                .orElse(null);
    }

    @Test
    void null_fits_where_the_column_takes_it() {
        assertThat(misfit("text", "text", Family.TEXT, null)).isNull();
        assertThat(ColumnLimits.of(new ColumnDefinition("c", "text", "text", Family.TEXT, false))
                        .misfit(null))
                .contains(Misfit.NULL);
    }

    @Test
    void a_text_is_counted_in_characters() {
        assertThat(misfit("character varying(3)", "character varying", Family.TEXT, "abc"))
                .isNull();
        assertThat(misfit("character varying(3)", "character varying", Family.TEXT, "abcd"))
                .isEqualTo(Misfit.TOO_LONG);
        assertThat(misfit("varchar(3)", "varchar", Family.TEXT, "😀😀😀")).isNull();
        assertThat(misfit("text", "text", Family.TEXT, "x".repeat(9999))).isNull();
        assertThat(misfit("text", "text", Family.TEXT, "a\0")).isEqualTo(Misfit.NUL_CHARACTER);
    }

    @Test
    void integers_have_the_range_of_their_type() {
        assertThat(misfit("smallint", "smallint", Family.NUMBER, 32_767L)).isNull();
        assertThat(misfit("smallint", "smallint", Family.NUMBER, 32_768L)).isEqualTo(Misfit.OUT_OF_RANGE);
        assertThat(misfit("smallint", "smallint", Family.NUMBER, -32_769L)).isEqualTo(Misfit.OUT_OF_RANGE);
        assertThat(misfit("int(11)", "int", Family.NUMBER, 2_147_483_647L)).isNull();
        assertThat(misfit("integer", "integer", Family.NUMBER, 1e10)).isEqualTo(Misfit.OUT_OF_RANGE);
        assertThat(misfit("double precision", "double precision", Family.NUMBER, 1e300))
                .isNull();
    }

    @Test
    void decimals_have_the_range_of_their_digits_after_rounding() {
        assertThat(misfit("numeric(4,2)", "numeric", Family.NUMBER, new BigDecimal("99.99")))
                .isNull();
        assertThat(misfit("numeric(4,2)", "numeric", Family.NUMBER, new BigDecimal("99.994")))
                .isNull();
        assertThat(misfit("numeric(4,2)", "numeric", Family.NUMBER, new BigDecimal("99.995")))
                .isEqualTo(Misfit.OUT_OF_RANGE);
        assertThat(misfit("numeric(4,2)", "numeric", Family.NUMBER, new BigDecimal("-100")))
                .isEqualTo(Misfit.OUT_OF_RANGE);
        assertThat(misfit("numeric(5)", "numeric", Family.NUMBER, 99_999L)).isNull();
        assertThat(misfit("numeric", "numeric", Family.NUMBER, new BigDecimal("1e99")))
                .isNull();
    }

    @Test
    void a_text_has_the_form_of_its_type() {
        for (String uuid : new String[] {
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "{F81D4FAE7DEC11D0A76500A0C91E6BF6}",
            "f81d-4fae-7dec-11d0-a765-00a0-c91e-6bf6"
        }) {
            assertThat(misfit("uuid", "uuid", Family.OTHER, uuid)).as(uuid).isNull();
        }
        assertThat(misfit("uuid", "uuid", Family.OTHER, "f81d4fae-7dec-11d0-a765-00a0c91e6bfg"))
                .isEqualTo(Misfit.MALFORMED);
        for (String json : new String[] {"{\"a\": [1, {\"b\": null}]}", " 1 ", "\"x\"", "[]"}) {
            assertThat(misfit("jsonb", "jsonb", Family.OTHER, json)).as(json).isNull();
        }
        for (String json : new String[] {"{\"a\": [1", "", "{} {}", "[1}", "yes"}) {
            assertThat(misfit("JSON", "JSON", Family.OTHER, json)).as(json).isEqualTo(Misfit.MALFORMED);
        }
        assertThat(misfit("date", "date", Family.OTHER, "yesterday")).isNull();
    }
}
