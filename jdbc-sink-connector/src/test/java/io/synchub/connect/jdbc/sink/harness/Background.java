/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Work beside a test's own, each on a thread of its own: a pool of few threads would let one wait for another. */
public final class Background {
    private Background() {}

    /** Starts an action; what it throws fails the future. */
    public static CompletableFuture<Void> run(Runnable action) {
        return call(() -> {
            action.run();
            return null;
        });
    }

    /** Starts a computation. */
    public static <T> CompletableFuture<T> call(Callable<T> computation) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return computation.call();
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                Background::start);
    }

    private static void start(Runnable action) {
        Thread thread = new Thread(action, "background of a test");
        thread.setDaemon(true);
        thread.start();
    }
}
