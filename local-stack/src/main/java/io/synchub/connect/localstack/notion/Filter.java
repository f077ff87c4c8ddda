/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.util.List;
import java.util.function.Predicate;

/** A checked filter. Tells also which minutes of a page's time can match at all, so that a query need not look at the others. */
interface Filter extends Predicate<PageState> {
    /** Lets everything pass. */
    Filter ALL = page -> true;

    /** The minutes that can match, both included. */
    record Minutes(long first, long last) {
        static final Minutes EVER = new Minutes(Integer.MIN_VALUE, Integer.MAX_VALUE);

        Minutes and(Minutes other) {
            return new Minutes(Math.max(first, other.first), Math.min(last, other.last));
        }
    }

    /** Of {@code created_time} or {@code last_edited_time}. */
    default Minutes minutes(String timestamp) {
        return Minutes.EVER;
    }

    record Time(String timestamp, DateCondition condition) implements Filter {
        @Override
        public boolean test(PageState page) {
            return condition.test(timestamp.equals("created_time") ? page.createdMinute : page.editedMinute);
        }

        @Override
        public Minutes minutes(String other) {
            return timestamp.equals(other) ? condition.minutes() : Minutes.EVER;
        }
    }

    record And(List<Filter> all) implements Filter {
        @Override
        public boolean test(PageState page) {
            return all.stream().allMatch(filter -> filter.test(page));
        }

        @Override
        public Minutes minutes(String timestamp) {
            return all.stream().map(filter -> filter.minutes(timestamp)).reduce(Minutes.EVER, Minutes::and);
        }
    }

    record Or(List<Filter> any) implements Filter {
        @Override
        public boolean test(PageState page) {
            return any.stream().anyMatch(filter -> filter.test(page));
        }
    }
}
