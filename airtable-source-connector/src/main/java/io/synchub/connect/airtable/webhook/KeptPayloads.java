/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The payloads that were read last, by number: 200,000 ids of rows at most, beside those of the newest answer. Not for many threads. */
final class KeptPayloads {
    private static final int MOST_IDS = 200_000;

    private final TreeMap<Long, Payload> payloads = new TreeMap<>();
    private int ids;

    Optional<Payload> at(long number) {
        return Optional.ofNullable(payloads.get(number));
    }

    /** @return whether it was not there yet */
    boolean put(long number, Payload payload) {
        if (payloads.put(number, payload) != null) {
            return false;
        }
        ids += weight(payload);
        return true;
    }

    /**
     * Forgets what is too much, the oldest first, but nothing of what was read just now: whoever asked for it takes it next.
     *
     * @param from the first number that was read just now
     * @param until the number after the last one
     */
    void trim(long from, long until) {
        while (ids > MOST_IDS) {
            Map.Entry<Long, Payload> entry = payloads.firstKey() < from ? payloads.firstEntry() : payloads.lastEntry();
            if (entry.getKey() >= from && entry.getKey() < until) {
                return;
            }
            payloads.remove(entry.getKey());
            ids -= weight(entry.getValue());
        }
    }

    void clear() {
        payloads.clear();
        ids = 0;
    }

    private static int weight(Payload payload) {
        return payload.ids() + 1;
    }
}
