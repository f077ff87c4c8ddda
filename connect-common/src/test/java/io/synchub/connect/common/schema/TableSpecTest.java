/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

class TableSpecTest {
    private static final TableSpec NEW = TableSpec.of("t");

    private static Table table(Field... fields) {
        return new Table("table", "Table", List.of(fields), "1");
    }

    private static TableSpec pinned(TableSpec spec, Field... fields) {
        return spec.with(table(fields), FieldNaming.PINNED);
    }

    private static TableSpec current(TableSpec spec, Field... fields) {
        return spec.with(table(fields), FieldNaming.CURRENT);
    }

    private static Field text(String id, String name) {
        return Field.of(id, name, Kind.TEXT);
    }

    private static List<String> names(TableSpec spec) {
        return spec.valueSchema("p.t", false).fields().stream()
                .map(org.apache.kafka.connect.data.Field::name)
                .toList();
    }

    @Test
    void nothing_new_is_the_same_object() {
        TableSpec spec = pinned(NEW, text("a", "A"), Field.of("b", "B", Kind.PERIOD));

        assertThat(pinned(spec, text("a", "A"), Field.of("b", "B", Kind.PERIOD)))
                .isSameAs(spec);
        assertThat(current(spec, text("a", "A"), Field.of("b", "B", Kind.PERIOD)))
                .isSameAs(spec);
    }

    @Test
    void a_rename_keeps_a_pinned_name_and_changes_a_current_one() {
        TableSpec spec = pinned(NEW, text("a", "Old"));

        assertThat(names(pinned(spec, text("a", "New")))).containsExactly("id", "Old");
        assertThat(names(current(spec, text("a", "New")))).containsExactly("id", "New");
    }

    @Test
    void current_names_may_be_swapped() {
        TableSpec spec = current(NEW, text("a", "X"), text("b", "Y"));

        TableSpec swapped = current(spec, text("a", "Y"), text("b", "X"));

        assertThat(names(swapped)).containsExactly("id", "Y", "X");
        assertThat(swapped.valueSchema("p.t", false).field("X").schema().parameters())
                .containsEntry(Column.FIELD_ID, "b");
        assertThat(swapped.valueSchema("p.t", false).version())
                .isGreaterThan(spec.valueSchema("p.t", false).version());
    }

    @Test
    void a_removed_field_stays_and_one_with_its_name_gets_another() {
        TableSpec spec = pinned(NEW, text("a", "X"));

        assertThat(names(pinned(spec, text("b", "X")))).containsExactly("id", "X", "X_b");
    }

    @Test
    void a_removed_field_keeps_its_column_when_names_are_current() {
        TableSpec spec = current(NEW, text("a", "A"), text("gone", "X"));

        assertThat(names(current(spec, text("a", "X")))).containsExactly("id", "X_a", "X");
    }

    @Test
    void a_removed_field_keeps_a_name_that_had_to_be_made() {
        String longName = "x".repeat(200);
        TableSpec spec = current(NEW, text("a", longName), text("b", longName));

        assertThat(names(current(spec, text("a", "A"))))
                .containsExactly("id", "A", names(spec).get(2));
    }

    @Test
    void names_that_look_the_same_get_the_fields_id() {
        TableSpec spec = pinned(NEW, text("a", "My name"), text("b", "My-name"), text("c", "My_name_b"));

        assertThat(names(spec)).containsExactly("id", "My_name", "My_name_b", "My_name_b_c");
    }

    @Test
    void columns_give_way_to_the_records_own_fields() {
        TableSpec spec = pinned(NEW, text("a", "id"), text("b", "_deleted"));

        assertThat(names(spec)).containsExactly("id", "id_a", "_deleted_b");
    }

    @Test
    void columns_give_way_to_the_platforms_fields_wherever_those_stand() {
        Field url = Field.system("url", Kind.TEXT);

        assertThat(names(pinned(NEW, text("a", "url"), url))).containsExactlyInAnyOrder("id", "url", "url_a");
        TableSpec spec = current(NEW, text("a", "A"), url);
        assertThat(names(current(spec, text("a", "url"), url))).containsExactlyInAnyOrder("id", "url", "url_a");
    }

    @Test
    void a_field_of_the_platform_that_comes_late_gives_way_itself() {
        TableSpec spec = pinned(NEW, text("a", "content"));

        assertThat(names(pinned(spec, text("a", "content"), Field.system("content", Kind.TEXT))))
                .containsExactly("id", "content", "content_content");
    }

    @Test
    void a_field_of_the_platform_may_change_its_type() {
        TableSpec spec = pinned(NEW, Field.system("url", Kind.TEXT));

        assertThat(names(pinned(spec, Field.system("url", Kind.JSON)))).containsExactly("id", "url", "url_json");
    }

    @Test
    void the_three_fields_of_a_period_meet_no_other() {
        assertThat(names(pinned(NEW, Field.of("a", "Due", Kind.PERIOD), text("b", "Due_end"))))
                .containsExactly("id", "Due", "Due_end", "Due_time_zone", "Due_end_b");
        assertThat(names(pinned(NEW, text("b", "Due_time_zone"), Field.of("a", "Due", Kind.PERIOD))))
                .containsExactly("id", "Due_time_zone", "Due_a", "Due_a_end", "Due_a_time_zone");
    }

    @Test
    void a_type_that_changes_back_finds_its_column() {
        TableSpec text = pinned(NEW, text("a", "A"));
        TableSpec both = pinned(text, Field.of("a", "A", Kind.NUMBER));

        assertThat(names(both)).containsExactly("id", "A", "A_number");
        assertThat(pinned(both, text("a", "A"))).isSameAs(both);
        assertThat(pinned(both, Field.of("a", "A", Kind.NUMBER))).isSameAs(both);
    }

    @Test
    void names_without_a_letter_that_can_stay_are_made_of_ids() {
        assertThat(names(pinned(NEW, text("x1", "🎉"), text("x2", "名前"), text("%3F", "?"), text("=", "!"))))
                .containsExactly("id", "field_x1", "field_x2", "field_3F", "field_");
        assertThat(names(pinned(NEW, text("a", "2024")))).containsExactly("id", "_2024");
    }

    @Test
    void five_hundred_columns_of_one_name_are_five_hundred_columns() {
        Field[] fields = new Field[500];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = Field.of("f" + i, "Same", i % 2 == 0 ? Kind.TEXT : Kind.PERIOD);
        }

        TableSpec spec = current(NEW, fields);

        assertThat(names(spec)).hasSize(1 + 250 + 750).doesNotHaveDuplicates();
        assertThat(current(spec, fields)).isSameAs(spec);
    }

    @Test
    void every_column_is_optional_and_says_its_field() {
        Schema schema = NEW.with(Field.of("f", "F", Kind.JSON), Kind.JSON).valueSchema("a-b.2024", true);

        assertThat(schema.name()).isEqualTo("a_b._2024.Value");
        assertThat(schema.field("_deleted").schema().isOptional()).isFalse();
        Schema column = schema.field("F").schema();
        assertThat(column.isOptional()).isTrue();
        assertThat(column.name()).isEqualTo("io.debezium.data.Json");
        assertThat(column.parameters()).containsEntry("synchub.field.id", "f");
    }

    @Property(tries = 200)
    void grows_without_a_doubled_name_and_survives_its_json(
            @ForAll @Size(max = 12) List<Kind> kinds, @ForAll @Size(min = 12, max = 12) List<String> names) {
        List<Field> fields = new ArrayList<>();
        TableSpec spec = NEW;
        for (int i = 0; i < kinds.size(); i++) {
            fields.add(new Field("id" + i % 7, names.get(i), Optional.of(kinds.get(i)), false));
            spec = spec.with(
                    new Table("t", "T", List.copyOf(fields.subList(i / 2, i + 1)), "1"),
                    i % 3 == 0 ? FieldNaming.PINNED : FieldNaming.CURRENT);
        }

        assertThat(names(spec)).doesNotHaveDuplicates();
        assertThat(TableSpec.fromJson(spec.toJson())).isEqualTo(spec).hasSameHashCodeAs(spec);
    }

    @Test
    void other_text_is_refused() {
        assertThatThrownBy(() -> TableSpec.fromJson("{")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TableSpec.fromJson("{}")).isInstanceOf(IllegalArgumentException.class);
    }
}
