/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @ParameterizedTest
    @ValueSource(strings = {"t", "s.t", "c.s.t"})
    void prints_what_it_read(String dotted) {
        assertThat(TableId.parse(dotted)).hasToString(dotted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "a.", ".a", "a..b", "a.b.c.d"})
    void refuses_other_names(String dotted) {
        assertThatThrownBy(() -> TableId.parse(dotted))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schema.table");
    }
}
