/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The faults a simulator is to show. Rules are asked in the order in which they were made; the first that matches decides, so
 * that several calls of {@link #next} are used up one after the other. Safe to be used by several threads.
 */
public final class Faults {
    private final List<Rule> rules = new ArrayList<>();
    private long shown;

    /** For the next requests, whatever they ask. */
    public void next(int requests, Fault fault) {
        next(requests, request -> true, fault);
    }

    /** For the next requests that match. */
    public synchronized void next(int requests, Predicate<ReceivedRequest> matching, Fault fault) {
        rules.add(new Rule(matching, fault, requests));
    }

    /** For every request that matches, until {@link #clear}. */
    public void always(Predicate<ReceivedRequest> matching, Fault fault) {
        next(Integer.MAX_VALUE, matching, fault);
    }

    /** From now on all goes well again. */
    public synchronized void clear() {
        rules.clear();
    }

    /** How many requests have met a fault so far. */
    public synchronized long shown() {
        return shown;
    }

    /** What goes wrong with this request, or null. Counts. */
    public synchronized Fault take(ReceivedRequest request) {
        for (Iterator<Rule> all = rules.iterator(); all.hasNext(); ) {
            Rule rule = all.next();
            if (rule.matching.test(request)) {
                rule.left--;
                if (rule.left == 0) {
                    all.remove();
                }
                shown++;
                return rule.fault;
            }
        }
        return null;
    }

    private static final class Rule {
        private final Predicate<ReceivedRequest> matching;
        private final Fault fault;
        private int left;

        Rule(Predicate<ReceivedRequest> matching, Fault fault, int left) {
            this.matching = matching;
            this.fault = fault;
            this.left = left;
        }
    }
}
