/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Waits for a condition on another thread, process or server. Looks every 10 ms at first and every 50 ms later, so that a
 * quick answer is seen quickly and a slow one costs little. Gives up at once when the JVM is on its way out.
 */
public final class Await {
    private static final long EAGER_NANOS = Duration.ofSeconds(1).toNanos();

    private Await() {}

    /** Returns as soon as the condition holds; throws {@link StackFailure} with the description after the timeout. */
    public static void until(String description, Duration timeout, Callable<Boolean> condition) {
        until(() -> description, timeout, condition);
    }

    /** As above, with a description that is made only when the wait fails: it can tell the last state that was seen. */
    public static void until(Supplier<String> description, Duration timeout, Callable<Boolean> condition) {
        long start = System.nanoTime();
        while (!holds(description, condition)) {
            long waited = System.nanoTime() - start;
            if (waited > timeout.toNanos()) {
                throw new StackFailure("Waited " + timeout.toSeconds() + " s in vain: " + description.get());
            }
            ShutdownHook.refuseNewWork();
            pause(waited < EAGER_NANOS ? 10 : 50, description);
        }
    }

    private static boolean holds(Supplier<String> description, Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            throw StackFailure.interrupted("waiting: " + description.get(), e);
        } catch (Exception e) {
            throw new StackFailure("Could not look whether it holds: " + description.get(), e);
        }
    }

    private static void pause(long millis, Supplier<String> description) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw StackFailure.interrupted("waiting: " + description.get(), e);
        }
    }
}
