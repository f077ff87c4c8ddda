/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

import java.time.Instant;

/**
 * How a simulator shall be.
 *
 * @param <B> the builder itself
 */
public abstract class SimulatorBuilder<B extends SimulatorBuilder<B>> {
    private SimulatorClock clock = new SimulatorClock();
    private int port;

    protected SimulatorBuilder() {}

    public final B clock(SimulatorClock worldClock) {
        clock = worldClock;
        return self();
    }

    /** Stands still at the time. */
    public final B at(Instant time) {
        return clock(SimulatorClock.stoppedAt(time));
    }

    /** 0, as it is without a choice, for any port that is free. */
    public final B port(int number) {
        port = number;
        return self();
    }

    /** The system's clock, if there was no choice. */
    protected final SimulatorClock clock() {
        return clock;
    }

    final int port() {
        return port;
    }

    protected abstract B self();
}
