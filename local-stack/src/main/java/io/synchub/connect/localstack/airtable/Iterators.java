/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The places where listings go on: opaque to clients, remembered here, gone a while after their last use. Under the world's monitor. */
final class Iterators {
    private static final int KEPT = 10_000;

    private final World world;
    private final Duration life;
    private final Map<String, Place> places = new LinkedHashMap<>();

    /**
     * A place in a listing.
     *
     * @param iterator the same for all pages of a listing; null at its start
     * @param listing table, filter, order and shape
     * @param last what came last
     * @param given how many records came so far
     * @param answers how many answers came so far
     * @param frozen all that the listing shows, as it was at its start; null for one that shows what is now
     */
    record Place(
            String iterator,
            String listing,
            RecordState last,
            int given,
            int answers,
            Instant at,
            List<Listing.Shown> frozen) {
        boolean isStart() {
            return iterator == null;
        }
    }

    Iterators(World world, Duration life) {
        this.world = world;
        this.life = life;
    }

    /** Where a listing goes on behind the records that are shown; returns the offset that names it. */
    String add(Place before, List<Listing.Shown> shown, List<Listing.Shown> frozen) {
        String iterator = before.isStart() ? world.ids.next("itr") : before.iterator();
        RecordState last = shown.get(shown.size() - 1).record();
        String offset = iterator + "/" + last.id();
        int given = before.given() + shown.size();
        Instant now = world.clock.instant();
        places.put(offset, new Place(iterator, before.listing(), last, given, before.answers() + 1, now, frozen));
        if (places.size() > KEPT) {
            places.remove(places.keySet().iterator().next());
        }
        return offset;
    }

    /** At the start without an offset. A place can be asked for more than once. */
    Place find(String offset, String listing) {
        if (offset == null) {
            return new Place(null, listing, null, 0, 0, world.clock.instant(), null);
        }
        Place place = places.get(offset);
        boolean lives = place != null && place.at().plus(life).isAfter(world.clock.instant());
        if (!lives || !place.listing().equals(listing)) {
            throw AirtableError.iteratorGone();
        }
        return place;
    }

    /** All offsets that were given out become invalid. */
    void forget() {
        places.clear();
    }
}
