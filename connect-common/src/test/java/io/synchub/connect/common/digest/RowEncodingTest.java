/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RowEncodingTest {
    private static String hex(RowEncoding encoding) {
        return HexFormat.of().formatHex(encoding.toBytes());
    }

    private static RowEncoding row() {
        return new RowEncoding();
    }

    @Test
    void texts_have_their_length_before_them() {
        assertThat(hex(row().text("a").text("bc")))
                .isEqualTo("530000000161" + "53000000026263")
                .isNotEqualTo(hex(row().text("ab").text("c")));
        assertThat(hex(row().text("é\u0000"))).isEqualTo("5300000003c3a900");
    }

    @Test
    void nothing_is_not_empty() {
        assertThat(hex(row().nothing())).isEqualTo("4e");
        assertThat(hex(row().text(""))).isEqualTo("5300000000");
        assertThat(hex(row().list(0))).isEqualTo("4c0000000000000000");
    }

    @Test
    void numbers_that_are_equal_are_encoded_alike() {
        assertThat(hex(row().number(1.0))).isEqualTo("443ff0000000000000");
        assertThat(hex(row().number(-0.0))).isEqualTo(hex(row().number(0.0)));
        assertThat(hex(row().number(Double.longBitsToDouble(0xfff8_0000_0000_0001L))))
                .isEqualTo(hex(row().number(Double.NaN)));
    }

    @Test
    void the_tag_tells_kinds_apart() {
        assertThat(hex(row().bool(true))).isEqualTo("420000000000000001");
        assertThat(hex(row().count('Y', -1))).isEqualTo("59ffffffffffffffff");
        assertThat(hex(row().count('T', 1))).isNotEqualTo(hex(row().count('Y', 1)));
    }

    @Test
    void grows_as_needed_and_starts_anew() {
        RowEncoding encoding = row();
        String text = "x".repeat(5_000);

        encoding.text(text).raw(new byte[] {1, 2});
        assertThat(encoding.length()).isEqualTo(5 + 5_000 + 2);
        assertThat(encoding.array()[encoding.length() - 1]).isEqualTo((byte) 2);

        encoding.reset();
        assertThat(hex(encoding.nothing())).isEqualTo("4e");
    }
}
