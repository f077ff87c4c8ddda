/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.common.poll.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowFingerprintTest {
    private static final Field A = Field.byValue("a", "A");
    private static final Field B = Field.byValue("b", "B");

    private static long of(FieldNaming naming, List<Field> fields, Object... cells) {
        Table table = new Table("t", "T", fields, "1");
        return new RowFingerprint(table, naming).of(new Row("r", 0, table, cells, false));
    }

    private static long of(Object... cells) {
        return of(FieldNaming.PINNED, List.of(A, B), cells);
    }

    @Test
    void values_that_are_sent_differently_differ() {
        Instant time = Instant.ofEpochMilli(5);
        List<Object> values = List.of(
                "",
                "5",
                "null",
                5.0,
                true,
                false,
                time,
                LocalDate.ofEpochDay(5),
                new Period(time, null, null),
                new Period(time, time, null),
                new Period(time, null, ""),
                List.of(),
                List.of(""),
                List.of("5"),
                List.of("5", ""),
                Json.of("5"),
                Json.of(""));
        Set<Long> found = new HashSet<>();
        for (Object value : values) {
            assertThat(found.add(of(value, null))).as("%s as the first", value).isTrue();
            assertThat(found.add(of(null, value))).as("%s as the second", value).isTrue();
        }
        assertThat(found.add(of(new Object[2]))).isTrue();
        assertThat(of("a", "bc")).isNotEqualTo(of("ab", "c"));
    }

    @Test
    void values_that_are_sent_alike_are_alike() {
        assertThat(of(-0.0, Double.longBitsToDouble(0x7ff8_0000_0000_0001L))).isEqualTo(of(0.0, Double.NaN));
        assertThat(of(Instant.ofEpochSecond(5, 1), null)).isEqualTo(of(Instant.ofEpochSecond(5), null));
        assertThat(of(new Json("link?1", "link"), null)).isEqualTo(of(new Json("link?2", "link"), null));
        assertThat(of("\uD83D", null)).isEqualTo(of("\uFFFD", null)).isNotEqualTo(of("?", null));
    }

    @Test
    void the_order_of_the_fields_does_not_count() {
        assertThat(of(FieldNaming.PINNED, List.of(B, A), 1.0, "x"))
                .isEqualTo(of(FieldNaming.PINNED, List.of(A, B), "x", 1.0));
    }

    @Test
    void a_new_field_without_a_value_does_not_count() {
        assertThat(of(FieldNaming.PINNED, List.of(A), "x")).isEqualTo(of("x", null));
    }

    @Test
    void a_name_counts_where_columns_follow_names() {
        Field renamed = Field.byValue("a", "Z");

        assertThat(of(FieldNaming.PINNED, List.of(renamed), "x")).isEqualTo(of(FieldNaming.PINNED, List.of(A), "x"));
        assertThat(of(FieldNaming.CURRENT, List.of(renamed), "x"))
                .isNotEqualTo(of(FieldNaming.CURRENT, List.of(A), "x"));
    }

    @Test
    void what_no_kind_has_is_refused() {
        assertThatThrownBy(() -> of(5, null)).hasMessageContaining("Integer");
        Table other = new Table("t", "T", List.of(), "1");
        assertThatThrownBy(() -> new RowFingerprint(other, FieldNaming.PINNED)
                        .of(new Row("r", 0, new Table("t", "T", List.of(), "1"), new Object[0], false)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
