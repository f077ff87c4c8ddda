/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import io.synchub.connect.jdbc.write.Positioned;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** What was read and is not written, in the order in which it was read. For one thread. */
final class ItemLog<T extends Positioned> {

    /** An item, the record it was read from and when that came. */
    record Waiting<T extends Positioned>(T item, SinkRecord record, TopicPartition partition, long sinceMs) {
        long offset() {
            return item.position().offset();
        }
    }

    private final ArrayDeque<Waiting<T>> items = new ArrayDeque<>();

    boolean isEmpty() {
        return items.isEmpty();
    }

    int size() {
        return items.size();
    }

    void add(T item, SinkRecord record, TopicPartition partition, long nowMs) {
        items.add(new Waiting<>(item, record, partition, nowMs));
    }

    /** Takes the newest items back that were read from a record. */
    void removeLastOf(SinkRecord record) {
        while (!items.isEmpty() && items.peekLast().record == record) {
            items.removeLast();
        }
    }

    void removeIf(Predicate<Waiting<T>> condition) {
        items.removeIf(condition);
    }

    /** Removes all but the items whose partition and offset are wanted. */
    void keepIf(BiPredicate<TopicPartition, Long> wanted) {
        items.removeIf(waiting -> !wanted.test(waiting.partition, waiting.offset()));
    }

    /** When the oldest item came. Must not be called when there is none. */
    long oldestSinceMs() {
        return items.peek().sinceMs;
    }

    /** The oldest items, which stay. */
    List<Waiting<T>> oldest(int most) {
        List<Waiting<T>> oldest = new ArrayList<>(Math.min(most, items.size()));
        for (Waiting<T> waiting : items) {
            if (oldest.size() == most) {
                break;
            }
            oldest.add(waiting);
        }
        return oldest;
    }

    /** How many of these, which were the oldest items, are the oldest still. */
    int leading(List<Waiting<T>> oldest) {
        int leading = 0;
        Iterator<Waiting<T>> here = items.iterator();
        Waiting<T> next = here.hasNext() ? here.next() : null;
        for (Waiting<T> waiting : oldest) {
            if (waiting == next) {
                leading++;
                next = here.hasNext() ? here.next() : null;
            }
        }
        return leading;
    }

    /** Removes those of the oldest items that are still here. */
    void remove(List<Waiting<T>> oldest, Consumer<Waiting<T>> each) {
        for (Waiting<T> waiting : oldest) {
            if (items.peek() == waiting) {
                each.accept(items.remove());
            }
        }
    }

    /** The first offset of each partition after the oldest items; a partition without one is not named. */
    Map<TopicPartition, Long> firstOffsets(int after) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        items.stream().skip(after).forEach(waiting -> offsets.putIfAbsent(waiting.partition, waiting.offset()));
        return offsets;
    }

    void clear() {
        items.clear();
    }
}
