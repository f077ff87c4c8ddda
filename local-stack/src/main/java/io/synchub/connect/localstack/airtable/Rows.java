/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.util.ArrayList;
import java.util.List;

/** The records of a table in the order in which they were made. Guarded by the world. */
final class Rows {
    private final List<RecordState> states = new ArrayList<>();

    int size() {
        return states.size();
    }

    RecordState at(int place) {
        return states.get(place);
    }

    /** The record with that number, or null. */
    RecordState find(long number) {
        int place = place(number);
        return place < states.size() && states.get(place).number == number ? states.get(place) : null;
    }

    /** Adds it, or puts it in the place of the one with the same number. */
    void put(RecordState state) {
        int place = place(state.number);
        if (place < states.size() && states.get(place).number == state.number) {
            states.set(place, state);
        } else {
            states.add(place, state);
        }
    }

    void remove(long number) {
        states.remove(place(number));
    }

    List<RecordState> all() {
        return states;
    }

    /** Where the first record is whose number is not less. */
    int place(long number) {
        int low = 0;
        int high = states.size();
        if (high == 0 || states.get(high - 1).number < number) {
            return high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (states.get(middle).number < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
