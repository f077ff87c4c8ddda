/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowKeyTest {
    private static RowKey key(Object... values) {
        return RowKey.of(values, IntStream.range(0, values.length).toArray());
    }

    @Test
    void numbers_of_another_scale_and_bytes_of_the_same_content_are_equal() {
        assertThat(key(new BigDecimal("1.00")))
                .isEqualTo(key(new BigDecimal("1")))
                .hasSameHashCodeAs(key(BigDecimal.ONE));
        assertThat(key((Object) new byte[] {1, 2})).isEqualTo(key((Object) new byte[] {1, 2}));
        assertThat(key((Object) new byte[] {1, 2})).isNotEqualTo(key((Object) new byte[] {1}));
        assertThat(key(0.0)).isEqualTo(key(-0.0)).hasSameHashCodeAs(key(-0.0));
        assertThat(key(0.0f)).isEqualTo(key(-0.0f));
        assertThat(key(Double.NaN)).isEqualTo(key(Double.NaN)).isNotEqualTo(key(0.0));
        assertThat(key("a", "bc")).isNotEqualTo(key("ab", "c"));
    }

    @Test
    void only_the_key_columns_count() {
        assertThat(RowKey.of(new Object[] {"x", 1, "y", 2}, new int[] {1, 3})).isEqualTo(key(1, 2));
    }

    @Test
    void stripes_are_the_same_for_one_number_of_any_type() {
        for (int count : new int[] {1, 7, 1024}) {
            assertThat(key(100, "a").stripe(count))
                    .isEqualTo(key(100L, "a").stripe(count))
                    .isEqualTo(key((short) 100, "a").stripe(count))
                    .isEqualTo(key(new BigDecimal("100.0"), "a").stripe(count))
                    .isEqualTo(key(100L, "A").stripe(count))
                    .isBetween(0, count - 1);
        }
    }

    @Test
    void order_is_total_also_over_nulls_and_other_types() {
        List<RowKey> keys = new ArrayList<>(List.of(
                key("b", 1), key("a", 2), key("a", 1), key(null, 1), key(3, 1), key(20L, 1), key("a"), key((Object)
                        new byte[] {1})));
        List<RowKey> shuffled = new ArrayList<>(keys);
        Collections.sort(keys);
        Collections.reverse(shuffled);
        Collections.sort(shuffled);
        assertThat(shuffled).isEqualTo(keys);
        assertThat(keys.get(0)).isEqualTo(key(null, 1));
    }

    @Test
    void its_text_shows_no_value() {
        assertThat(key("secret", 770077).toString()).doesNotContain("secret", "770077");
    }
}
