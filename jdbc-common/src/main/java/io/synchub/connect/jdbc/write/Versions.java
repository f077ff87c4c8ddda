/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;

/**
 * The order of row versions within a batch, for the types on whose order Java and every database agree. Texts are not
 * among them: their order is a matter of the column's collation.
 */
final class Versions {
    private static final Set<Class<?>> ORDERED = Set.of(
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            BigInteger.class,
            BigDecimal.class,
            Instant.class,
            LocalDate.class,
            LocalDateTime.class);

    private Versions() {}

    /** Whether the order of two versions is known here. */
    static boolean comparable(Object left, Object right) {
        return left != null
                && right != null
                && left.getClass() == right.getClass()
                && ORDERED.contains(left.getClass());
    }

    /** Whether the left one is greater. Both must be {@link #comparable}. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static boolean isGreater(Object left, Object right) {
        return ((Comparable) left).compareTo(right) > 0;
    }
}
