/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What some payloads tell of one table: each row once, in the order in which it was named first, and within a payload by id, which is
 * the same whenever it is read. Not for many threads.
 *
 * <p>The place moves past a row when it has been {@linkplain #take taken}, and past a payload when all its rows have.
 */
public final class Signals {
    /** A row's last word counts. */
    private enum Word {
        TOUCHED,
        DESTROYED,
        /** Destroyed and touched afterwards, or in an order that nobody knows. */
        BOTH;

        Word then(Word next) {
            return next == TOUCHED && this != TOUCHED ? BOTH : next;
        }
    }

    /**
     * A place in the log.
     *
     * @param cursor of the first payload with rows that have not been taken
     * @param rows how many rows that it names have been
     */
    public record Place(long cursor, int rows) {}

    /**
     * Rows to deal with.
     *
     * @param touched to be read again
     * @param destroyed gone, as long as nothing later says otherwise
     * @param perhapsDestroyed of the touched: those that are gone if they cannot be read
     * @param place from where to go on afterwards
     */
    public record Part(List<String> touched, List<String> destroyed, List<String> perhapsDestroyed, Place place) {}

    /**
     * The rows of a payload.
     *
     * @param cursor its number
     * @param skipped how many rows before these were taken already
     */
    private record Named(long cursor, int skipped, List<String> ids) {}

    private final List<Named> payloads = new ArrayList<>();
    private final List<Map.Entry<String, Word>> ordered;
    private final Map<String, Integer> places = new HashMap<>();
    private final long next;
    private final boolean incomplete;
    private final boolean replayed;
    private int taken;

    Signals(Place from, List<Payload> told, String table, boolean replayed) {
        this.replayed = replayed;
        Map<String, Word> rows = new LinkedHashMap<>();
        boolean lost = false;
        Place place = from;
        for (Payload payload : told) {
            lost |= payload.lost();
            TableSignals signals = payload.tables().get(table);
            if (signals != null) {
                // Nobody knows any more what the fields were like before.
                lost |= signals.whole() || replayed && signals.fields();
                Map<String, Word> words = words(signals);
                List<String> ids = words.keySet().stream().skip(place.rows()).toList();
                payloads.add(new Named(place.cursor(), place.rows(), ids));
                ids.forEach(id -> rows.merge(id, words.get(id), Word::then));
            }
            place = new Place(payload.next(), 0);
        }
        this.next = place.cursor();
        this.incomplete = lost;
        this.ordered = List.copyOf(rows.entrySet());
        for (int i = 0; i < ordered.size(); i++) {
            places.put(ordered.get(i).getKey(), i);
        }
    }

    private static Map<String, Word> words(TableSignals signals) {
        Map<String, Word> words = new TreeMap<>();
        signals.destroyed().forEach(id -> words.put(id, Word.DESTROYED));
        signals.touched().forEach(id -> words.merge(id, Word.TOUCHED, Word::then));
        return words;
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
        return new Part(touched, destroyed, perhaps, place());
    }

    private Place place() {
        for (Named payload : payloads) {
            int done = 0;
            while (done < payload.ids().size() && places.get(payload.ids().get(done)) < taken) {
                done++;
            }
            if (done < payload.ids().size()) {
                return new Place(payload.cursor(), payload.skipped() + done);
            }
        }
        return new Place(next, 0);
    }
}
