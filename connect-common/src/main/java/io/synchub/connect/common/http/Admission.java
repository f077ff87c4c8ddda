/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

/** Lets a client's requests go when both the token's gate and the client's own budget permit. Thread-safe. */
final class Admission {
    private final TokenGate gate;
    private final RateBudget budget;
    private final RequestMetrics metrics;

    Admission(TokenGate gate, RateBudget budget, RequestMetrics metrics) {
        this.gate = gate;
        this.budget = budget;
        this.metrics = metrics;
    }

    /** Waits until a request may be sent, and counts it as sent. */
    void await() throws InterruptedException {
        long start = budget.clock().currentTimeNanos();
        try {
            do {
                waitForGate();
                // A token that came while the gate was closed is not spent later: kept tokens would make a burst.
                budget.acquire();
            } while (gate.nanosUntilOpen() > 0);
        } finally {
            metrics.waited(budget.clock().currentTimeNanos() - start);
        }
    }

    boolean wouldWait() {
        return gate.nanosUntilOpen() > 0 || budget.wouldWait();
    }

    private void waitForGate() throws InterruptedException {
        for (long left = gate.nanosUntilOpen(); left > 0; left = gate.nanosUntilOpen()) {
            budget.parking().park(left);
        }
    }
}
