/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The processor time of the servers that this JVM has started, as Linux tells it. */
final class ServerTime {
    private static final double TICKS_PER_SECOND = 100;
    /** Behind the name in parentheses, which may hold blanks: utime and stime, and those of children that have ended. */
    private static final int USER = 11;

    private static final int WAITED_FOR = 13;
    private static final int END = 15;

    private ServerTime() {}

    /** All of it so far; 0 on other systems. */
    static double seconds() {
        // A server's process is a child, and what serves a connection may be a child of that.
        long ticks = ProcessHandle.current()
                .descendants()
                .mapToLong(process -> ticks(process.pid(), USER))
                .sum();
        return (ticks + ticks(ProcessHandle.current().pid(), WAITED_FOR)) / TICKS_PER_SECOND;
    }

    private static long ticks(long pid, int from) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return Stream.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "))
                    .limit(END)
                    .skip(from)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException e) {
            // It has ended, or there is no such file here.
            return 0;
        }
    }
}
