/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "Due date, Due_date",
        "' a  - b! ', a_b",
        "_x_, _x_",
        "1st, _1st",
        "été, t",
        "\uD83C\uDF89, field_f",
        "A-1, A_1"
    })
    void columns_are_letters_digits_and_underscores(String name, String column) {
        assertThat(Names.column(name, "f", Set.of())).isEqualTo(column);
    }

    @Test
    void a_taken_name_gets_the_id_and_then_numbers() {
        assertThat(Names.column("x", "f", Set.of("x"))).isEqualTo("x_f");
        assertThat(Names.column("x", "f", Set.of("x", "x_f", "x_f_2"))).isEqualTo("x_f_3");
    }

    @Test
    void streams_may_have_hyphens_and_fall_back_on_the_id() {
        assertThat(Names.stream("To-do: 2024", "id")).isEqualTo("To-do_2024");
        assertThat(Names.stream("名前", "a1-b2")).isEqualTo("a1-b2");
        assertThat(Names.streamWithId("T", "a1-b2")).isEqualTo("T_a1-b2");
    }

    @Property(tries = 200)
    void every_name_is_one_that_topics_and_avro_take(@ForAll String name, @ForAll String id) {
        assertThat(Names.column(name, id, Set.of("id")))
                .matches("[A-Za-z_][A-Za-z0-9_]*")
                .hasSizeLessThan(250);
        assertThat(Names.stream(name, "a" + id)).matches("[A-Za-z0-9_-]{1,121}");
    }
}
