/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityCacheTest {
    private final List<Object> derived = new ArrayList<>();
    private final IdentityCache<List<String>, String> cache = new IdentityCache<>(2);

    @Test
    void what_is_equal_but_not_the_same_is_derived_again() {
        List<String> one = new ArrayList<>(List.of("a"));
        List<String> other = new ArrayList<>(List.of("a"));

        get(one);
        get(one);
        get(other);
        get(one);

        assertThat(derived).hasSize(2);
    }

    @Test
    void what_was_not_used_for_the_longest_time_goes_first() {
        List<String> one = List.of("1");
        List<String> two = List.of("2");
        List<String> three = List.of("3");

        get(one);
        get(two);
        get(one);
        get(three);
        get(one);
        assertThat(derived).containsExactly(one, two, three);

        get(two);
        assertThat(derived).containsExactly(one, two, three, two);
    }

    private void get(List<String> key) {
        String value = cache.get(key, k -> {
            derived.add(k);
            return "of " + k;
        });
        assertThat(value).isEqualTo("of " + key);
    }
}
