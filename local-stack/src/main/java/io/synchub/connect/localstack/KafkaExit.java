/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.utils.Exit;

/**
 * Keeps Kafka from ending the JVM it is a guest in. Broker and worker answer what they cannot mend by exit or halt, which
 * would take the tests of a whole module away without a word; here it becomes an exception on the thread that asked for it.
 * They also would add shutdown hooks of their own, which run at the same time as ours: the order would be lost.
 */
final class KafkaExit {
    private static final AtomicBoolean GUARDED = new AtomicBoolean();

    private KafkaExit() {}

    static void guard() {
        if (GUARDED.compareAndSet(false, true)) {
            Exit.setExitProcedure(KafkaExit::refuse);
            Exit.setHaltProcedure(KafkaExit::refuse);
            Exit.setShutdownHookAdder((name, runnable) -> {});
        }
    }

    private static void refuse(int status, String message) {
        throw new StackFailure("Kafka gave up with status " + status + (message == null ? "" : ": " + message)
                + ". The reason stands in the log above it");
    }
}
