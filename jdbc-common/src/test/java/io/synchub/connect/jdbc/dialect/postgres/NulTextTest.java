/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.write.ValueOptions.NulPolicy;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NulTextTest {
    @Test
    void a_text_without_it_is_handed_back() {
        String text = new String("plain");
        for (NulText kind : NulText.values()) {
            assertThat(kind.clean(text, NulPolicy.FAIL)).isSameAs(text);
        }
    }

    @ParameterizedTest
    @EnumSource(NulText.class)
    void fail_refuses_it_and_says_no_value(NulText kind) {
        assertThatThrownBy(() -> kind.clean("secret\0", NulPolicy.FAIL))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("0x00")
                .hasMessageContaining("text.nul")
                .message()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @EnumSource(NulText.class)
    void strip_leaves_it_out(NulText kind) {
        assertThat(kind.clean("\0a\0b\0", NulPolicy.STRIP)).isEqualTo("ab");
    }

    @Test
    void escape_writes_six_characters() {
        assertThat(NulText.PLAIN.clean("a\0b", NulPolicy.ESCAPE)).isEqualTo("a\\u0000b");
        assertThat(NulText.ARRAY_LITERAL.clean("{\"a\0b\"}", NulPolicy.ESCAPE)).isEqualTo("{\"a\\\\u0000b\"}");
    }

    /** Backslashes are doubled where they are escaped; the six characters behind an escaped backslash stay. */
    @ParameterizedTest
    @CsvSource({
        "{\"k\":\"a\\u0000b\"}, {\"k\":\"ab\"}, {\"k\":\"a\\\\u0000b\"}",
        "\"\\\\u0000\", \"\\\\u0000\", \"\\\\u0000\"",
        "\"\\\\\\u0000\", \"\\\\\", \"\\\\\\\\u0000\"",
        "\"\\n\\u0000\\n\", \"\\n\\n\", \"\\n\\\\u0000\\n\""
    })
    void escapes_in_json_count_too(String json, String stripped, String escaped) {
        assertThat(NulText.JSON.clean(json, NulPolicy.STRIP)).isEqualTo(stripped);
        assertThat(NulText.JSON.clean(json, NulPolicy.ESCAPE)).isEqualTo(escaped);
        assertThat(NulText.PLAIN.clean(json, NulPolicy.FAIL)).isSameAs(json);
    }
}
