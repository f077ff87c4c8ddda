/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableIdTest {
    @Test
    void reads_one_to_three_parts() {
        assertThat(TableId.parse("t")).isEqualTo(TableId.of("t"));
        assertThat(TableId.parse("s.t")).isEqualTo(new TableId(null, "s", "t"));
        assertThat(TableId.parse("C.s.My Table")).isEqualTo(new TableId("C", "s", "My Table"));
    }

    @Test
    void a_quoted_part_keeps_its_dots_and_its_case() {
        assertThat(TableId.parse("\"A.b\".C")).isEqualTo(new TableId(null, "A.b", "C"));
        assertThat(TableId.parse("`a.b.c.d`")).isEqualTo(TableId.of("a.b.c.d"));
        assertThat(TableId.parse("A.\"say \"\"B\"\"\"", name -> name.toLowerCase(Locale.ROOT)))
                .isEqualTo(new TableId(null, "a", "say \"B\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "s.t", "c.s.t", "\"a.b\".c", "a.\"b.\"\"c\""})
    void prints_what_it_read(String dotted) {
        assertThat(TableId.parse(dotted)).hasToString(dotted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "a.", ".a", "a..b", "a.b.c.d", "\"a", "\"a\"b", "\"\"", "\"a\"."})
    void refuses_other_names(String dotted) {
        assertThatThrownBy(() -> TableId.parse(dotted))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schema.table");
    }
}
