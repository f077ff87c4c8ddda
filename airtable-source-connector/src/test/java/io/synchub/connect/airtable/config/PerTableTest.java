/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerTableTest {
    private static final String ID = "tblAbCdEfGhIjKlMn";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{Status}='Open'",
                "{Status}",
                "{\"Status\"} = \"a\"",
                "{\"Orders\": 1}",
                "{\"Orders\": null}",
                "{\"Orders\": {\"a\": \"b\"}}",
                "{\"Orders\": \"a\"} & 'b'",
                "{\"Orders\": \"a\"",
                "[\"a\"]",
                "\"a\"",
                "Grid view",
                ""
            })
    void what_is_no_object_of_texts_is_a_text_for_all_tables(String text) {
        PerTable parsed = PerTable.parse(text);

        assertThat(parsed).isEqualTo(new PerTable(text, Map.of()));
        assertThat(parsed.of(ID, "Orders")).isEqualTo(text);
    }

    @Test
    void an_object_has_a_text_for_each_table_by_id_or_name() {
        PerTable parsed = PerTable.parse(
                " { \"Orders (" + ID + ")\" : \"{A}=1\", \"People\": \" x \", \"Other (2024)\": \"\" } ");

        assertThat(parsed.each().keySet()).containsExactly(ID, "People", "Other (2024)");
        assertThat(parsed.of(ID, "Orders")).isEqualTo("{A}=1");
        assertThat(parsed.of("tblOther000000001", "People")).isEqualTo("x");
        assertThat(parsed.of("tblOther000000002", "Other (2024)")).isEmpty();
        assertThat(parsed.of("tblOther000000003", "Orders")).isEmpty();
    }

    @Test
    void an_id_wins_over_a_name() {
        PerTable parsed = PerTable.parse("{\"Orders\": \"by name\", \"" + ID + "\": \"by id\"}");

        assertThat(parsed.of(ID, "Orders")).isEqualTo("by id");
    }

    @Test
    void an_empty_object_has_nothing_for_any_table() {
        assertThat(PerTable.parse("{}").of(ID, "Orders")).isEmpty();
    }

    @Test
    void a_table_that_comes_twice_is_refused_without_its_texts() {
        assertThatThrownBy(() -> PerTable.parse("{\"" + ID + "\": \"hidden\", \"Orders (" + ID + ")\": \"hidden\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ID)
                .hasMessageNotContaining("hidden");
    }

    @Test
    void an_object_that_is_written_wrong_can_be_told_from_a_formula() {
        assertThat(PerTable.parse("{\"Orders\": \"a\"").doubt()).contains("JSON");
        assertThat(PerTable.parse("{Status}='Open'").doubt()).isEmpty();
        assertThat(PerTable.parse("{\"Orders\": \"a\"}").doubt()).isEmpty();
    }
}
