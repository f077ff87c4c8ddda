/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.util.Set;

/** A part of a formula, for records of one table. */
@FunctionalInterface
interface Expression {
    /** A text, a {@link Double}, a {@link Boolean}, an {@link java.time.Instant}, a {@link CellError}; null for blank. */
    Object value(RecordState record);

    /** The numbers of the only records for which this can be true; null when it can be for any. */
    default Set<Long> records() {
        return null;
    }

    /** The same, for these records alone. */
    default Expression onlyFor(Set<Long> numbers) {
        Expression all = this;
        return new Expression() {
            @Override
            public Object value(RecordState record) {
                return all.value(record);
            }

            @Override
            public Set<Long> records() {
                return numbers;
            }
        };
    }
}
