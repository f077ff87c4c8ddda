/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.io.IOException;
import org.apache.kafka.connect.cli.ConnectDistributed;

/**
 * The main class of a worker's own JVM: Connect's, and a thread that waits for the end of the pipe from the parent JVM. A
 * parent that is killed runs no shutdown hook, but its end of the pipe closes in any case.
 */
final class ChildJvmMain {
    private ChildJvmMain() {}

    public static void main(String[] arguments) {
        Thread watch = new Thread(ChildJvmMain::haltWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        ConnectDistributed.main(arguments);
    }

    private static void haltWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent writes nothing: only the end of the stream says something.
            }
        } catch (IOException e) {
            System.err.println("The pipe from the parent broke: " + e);
        }
        // Not exit: an orderly end talks to a broker that may be gone as well.
        Runtime.getRuntime().halt(143);
    }
}
