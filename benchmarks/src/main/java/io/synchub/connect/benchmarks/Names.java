/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Constants as a user writes them: {@code debezium-tuned}. */
final class Names {
    private Names() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Those of a kind that are named, in their own order. */
    static <T extends Enum<T>> List<T> named(Class<T> kind, List<String> arguments) {
        return Arrays.stream(kind.getEnumConstants())
                .filter(constant -> arguments.contains(of(constant)))
                .toList();
    }
}
