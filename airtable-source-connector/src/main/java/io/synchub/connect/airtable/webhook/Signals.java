/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What some payloads tell of one table: each row once, in the order in which it was named first. Not for many threads.
 *
 * <p>The cursor may pass a payload when all rows that it names have been {@linkplain #take taken}.
 */
public final class Signals {
    /** A row's last word counts. */
    private enum Word {
        TOUCHED,
        DESTROYED,
        /**
         * Destroyed and touched afterwards, or in an order that nobody knows; in what is told again also touched and then destroyed,
         * since a task before may have sent it in between.
         */
        BOTH
    }

    private final Map<String, Word> rows = new LinkedHashMap<>();
    /** Of each payload, the number of the next one, and how many rows are named up to its end. */
    private final List<long[]> ends = new ArrayList<>();

    private final long first;
    private final boolean incomplete;
    private final boolean replayed;
    private List<Map.Entry<String, Word>> ordered = List.of();
    private int taken;

    /**
     * Rows to deal with.
     *
     * @param touched to be read again
     * @param destroyed gone, as long as nothing later says otherwise
     * @param perhapsDestroyed of the touched: those that are gone if they cannot be read
     * @param cursor the first payload that is not dealt with afterwards
     */
    public record Part(List<String> touched, List<String> destroyed, List<String> perhapsDestroyed, long cursor) {}

    Signals(long first, List<Payload> payloads, String table, boolean replayed) {
        this.first = first;
        this.replayed = replayed;
        boolean lost = false;
        for (Payload payload : payloads) {
            lost |= payload.lost();
            TableSignals signals = payload.tables().get(table);
            if (signals != null) {
                // Nobody knows any more what the fields were like before.
                lost |= signals.whole() || replayed && signals.fields();
                signals.destroyed().forEach(id -> rows.merge(id, Word.DESTROYED, this::thenDestroyed));
                signals.touched().forEach(id -> rows.merge(id, Word.TOUCHED, Signals::then));
            }
            ends.add(new long[] {payload.next(), rows.size()});
        }
        this.incomplete = lost;
        this.ordered = List.copyOf(rows.entrySet());
    }

    private static Word then(Word before, Word touched) {
        return before == Word.TOUCHED ? touched : Word.BOTH;
    }

    private Word thenDestroyed(Word before, Word destroyed) {
        return replayed && before != Word.DESTROYED ? Word.BOTH : destroyed;
    }

    /** Whether these payloads are not all that happened. */
    public boolean isIncomplete() {
        return incomplete;
    }

    /** Whether a task before may have delivered them. */
    public boolean isReplay() {
        return replayed;
    }

    public boolean isEmpty() {
        return taken == ordered.size();
    }

    /** @param most how many rows to read again, and how many that are gone: all must fit into one write of the ledger */
    public Part take(int most) {
        List<String> touched = new ArrayList<>();
        List<String> destroyed = new ArrayList<>();
        List<String> perhaps = new ArrayList<>();
        for (; taken < ordered.size() && touched.size() < most && destroyed.size() < most; taken++) {
            String id = ordered.get(taken).getKey();
            switch (ordered.get(taken).getValue()) {
                case TOUCHED -> touched.add(id);
                case DESTROYED -> destroyed.add(id);
                case BOTH -> {
                    touched.add(id);
                    perhaps.add(id);
                }
            }
        }
        return new Part(touched, destroyed, perhaps, cursor());
    }

    private long cursor() {
        long cursor = first;
        for (long[] end : ends) {
            if (end[1] > taken) {
                return cursor;
            }
            cursor = end[0];
        }
        return cursor;
    }
}
