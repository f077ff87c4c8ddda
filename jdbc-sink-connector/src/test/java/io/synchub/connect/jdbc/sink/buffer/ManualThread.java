/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Does at once what it is given, or, while it is held, when the test says so. */
final class ManualThread extends AbstractExecutorService {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean held;
    private boolean shutdown;

    void hold() {
        held = true;
    }

    /** Does what waits, and from now on all at once. */
    void release() {
        held = false;
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    boolean isWorking() {
        return !waiting.isEmpty();
    }

    @Override
    public void execute(Runnable work) {
        if (held) {
            waiting.add(work);
        } else {
            work.run();
        }
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }
}
