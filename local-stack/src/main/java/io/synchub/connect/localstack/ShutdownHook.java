/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Closes what is still open when the JVM ends, also by SIGTERM or SIGINT: one hook for the whole JVM, because the JVM runs
 * its hooks all at once, while a worker has to stop before the broker that it talks to. The newest part is closed first.
 */
final class ShutdownHook {
    private static final ConcurrentLinkedDeque<AutoCloseable> OPEN = new ConcurrentLinkedDeque<>();
    private static final Thread HOOK = new Thread(ShutdownHook::closeAll, "local-stack-shutdown");

    private static volatile boolean running;

    static {
        Runtime.getRuntime().addShutdownHook(HOOK);
    }

    private ShutdownHook() {}

    /** To be called before the first process or file of the part comes into being. */
    static void register(AutoCloseable part) {
        refuseNewWork();
        OPEN.remove(part);
        OPEN.addFirst(part);
    }

    static void forget(AutoCloseable part) {
        OPEN.remove(part);
    }

    /** Ends what other threads are about to start or wait for once the JVM is going: the hook itself still may wait. */
    static void refuseNewWork() {
        if (running && Thread.currentThread() != HOOK) {
            throw new StackFailure("The JVM is shutting down");
        }
    }

    static boolean isRunning() {
        return running;
    }

    private static void closeAll() {
        running = true;
        AutoCloseable part;
        while ((part = OPEN.poll()) != null) {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println("Could not stop " + part + ": " + e);
            }
        }
    }
}
