/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.common.poll.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class RowStructsTest {
    private final List<String> flagged = new ArrayList<>();

    private Struct struct(List<Field> fields, boolean softDeletes, Object... cells) {
        Table table = new Table("t", "T", fields, "1");
        Row row = new Row("r", 0, table, cells, false);
        TableSpec spec = RowStructs.grown(TableSpec.of("t").withColumnsOf(table), table, List.of(row));
        Schema schema = spec.valueSchema("p.t", softDeletes);
        Struct struct = new RowStructs(spec, table, schema, softDeletes).struct(row, true, flagged);
        struct.validate();
        return struct;
    }

    private Struct any(Object cell) {
        return struct(List.of(Field.byValue("f", "F")), false, cell);
    }

    @Test
    void each_kind_has_its_connect_type() {
        Instant time = Instant.parse("1969-07-20T20:17:40.123456Z");

        assertThat(any("text").get("F")).isEqualTo("text");
        assertThat(any(1.5).get("F")).isEqualTo(1.5);
        assertThat(any(true).get("F")).isEqualTo(true);
        assertThat(any(time).get("F")).isEqualTo(new Date(time.toEpochMilli()));
        assertThat(any(List.of("a", "b")).get("F")).isEqualTo(List.of("a", "b"));
        assertThat(any(new Json("{\"a\":1}", "{}")).get("F")).isEqualTo("{\"a\":1}");
        assertThat(any(null).schema().fields()).hasSize(1);
    }

    @Test
    void days_before_1970_are_days() {
        Struct struct = any(LocalDate.of(1815, 12, 10));

        Schema schema = struct.schema().field("F").schema();
        assertThat(org.apache.kafka.connect.data.Date.fromLogical(schema, (Date) struct.get("F")))
                .isEqualTo((int) LocalDate.of(1815, 12, 10).toEpochDay());
    }

    @Test
    void a_period_is_three_fields() {
        Instant start = Instant.ofEpochSecond(-5);

        Struct open = any(new Period(start, null, null));
        Struct whole = any(new Period(start, start.plusSeconds(1), "Europe/Paris"));

        assertThat(open.get("F")).isEqualTo(Date.from(start));
        assertThat(open.get("F_end")).isNull();
        assertThat(open.get("F_time_zone")).isNull();
        assertThat(whole.get("F_end")).isEqualTo(Date.from(start.plusSeconds(1)));
        assertThat(whole.get("F_time_zone")).isEqualTo("Europe/Paris");
    }

    @Test
    void a_cell_of_another_kind_than_declared_has_a_column_of_its_own() {
        Struct struct = struct(List.of(Field.of("f", "F", Kind.NUMBER)), false, "n/a");

        assertThat(struct.get("F")).isNull();
        assertThat(struct.get("F_text")).isEqualTo("n/a");
    }

    @Test
    void halves_of_pairs_are_replaced_and_flagged_once_a_column() {
        Field list = Field.byValue("l", "L");
        Field json = Field.byValue("j", "J");

        Struct struct =
                struct(List.of(list, json), false, List.of("\uDE00", "\uD83D\uDE00", "\uD83D"), Json.of("\"\uD83D\""));

        assertThat(struct.get("L")).isEqualTo(List.of("\uFFFD", "\uD83D\uDE00", "\uFFFD"));
        assertThat(struct.get("J")).isEqualTo("\"\uFFFD\"");
        assertThat(flagged).containsExactly("L", "J");
    }

    @Test
    void soft_deletes_say_so() {
        Struct struct = struct(List.of(Field.byValue("f", "F")), true, "x");

        assertThat(struct.get("_deleted")).isEqualTo(true);
        assertThat(RowStructs.identified(struct.schema(), "r", true).get("F")).isNull();
    }

    @Test
    void what_no_kind_has_is_refused() {
        assertThatThrownBy(() -> any(5)).hasMessageContaining("Integer");
    }
}
