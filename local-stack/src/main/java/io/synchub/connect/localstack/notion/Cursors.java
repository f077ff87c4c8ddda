/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The places where lists go on: opaque to clients, remembered here, the oldest forgotten first. */
final class Cursors {
    private static final int KEPT = 10_000;

    private final Map<String, Place> places = new LinkedHashMap<>();

    /**
     * A place in a list.
     *
     * @param list which list, filter and order included
     * @param last what came last
     * @param given how many results came so far
     * @param answers how many answers came so far
     */
    record Place(String list, Object last, int given, int answers) {
        static Place start(String list) {
            return new Place(list, null, 0, 0);
        }
    }

    /** A cursor of the form that Notion's have. */
    synchronized String make(Place place, UUID next) {
        String cursor = "s:" + UUID.randomUUID() + ":" + next;
        places.put(cursor, place);
        if (places.size() > KEPT) {
            places.remove(places.keySet().iterator().next());
        }
        return cursor;
    }

    /** Where to go on; at the start without a cursor. */
    synchronized Place find(String cursor, String list) {
        if (cursor == null) {
            return Place.start(list);
        }
        Place place = places.get(cursor);
        if (place == null || !place.list().equals(list)) {
            throw NotionError.validation("The start_cursor provided is invalid: " + cursor);
        }
        return place;
    }

    /** All cursors that were given out become invalid. */
    synchronized void forget() {
        places.clear();
    }
}
