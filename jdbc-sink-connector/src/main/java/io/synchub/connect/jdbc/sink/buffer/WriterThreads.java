/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.buffer;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.MDC;

/**
 * Threads of a task that write. They begin with its first write, log as the task does (Connect names connector and task
 * in the thread's logging context), and keep no JVM alive.
 */
public final class WriterThreads {
    private WriterThreads() {}

    /** At most so many threads; what is more waits. */
    public static ExecutorService atMost(int size) {
        return Executors.newFixedThreadPool(size, WriterThreads::thread);
    }

    private static Thread thread(Runnable work) {
        Map<String, String> context = MDC.getCopyOfContextMap();
        Thread thread = new Thread(
                () -> {
                    if (context != null) {
                        MDC.setContextMap(context);
                    }
                    work.run();
                },
                "synchub writer of " + Thread.currentThread().getName());
        thread.setDaemon(true);
        return thread;
    }
}
