/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

/** An API on a loopback port, with a clock to move, faults to inject, and a log of requests. Safe to be used by several threads. */
public abstract class ApiSimulator implements AutoCloseable {
    private final SimulatorClock clock;
    private final String token;
    private final Reception reception;
    private final HttpListener listener;

    /**
     * Listens at once.
     *
     * @param token what opens the API
     */
    protected ApiSimulator(SimulatorBuilder<?> builder, String token, SimulatedApi api) {
        this.clock = builder.clock();
        this.token = token;
        this.reception = new Reception(api);
        this.listener = new HttpListener(builder.port(), clock, reception::answer);
    }

    /** Such as {@code http://127.0.0.1:15432}, what connectors take for the address of the API. */
    public final String url() {
        return listener.url();
    }

    /** A token that opens the API: the one that was named first. */
    public final String token() {
        return token;
    }

    /** The time in the simulated world, for tests to move. */
    public final SimulatorClock clock() {
        return clock;
    }

    public final Faults faults() {
        return reception.faults;
    }

    /** What was asked so far. */
    public final RequestLog requests() {
        return reception.requests;
    }

    /** Ends all connections. */
    @Override
    public final void close() {
        listener.close();
    }
}
