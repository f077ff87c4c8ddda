/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of the operating system. */
final class Programs {
    private Programs() {}

    /** Runs to the end, with everything it prints appended to the log file; throws when it fails. */
    static void run(List<String> command, Path log, Duration timeout) {
        int status = status(command, log, timeout);
        if (status != 0) {
            throw new StackFailure(Path.of(command.get(0)).getFileName() + " ended with status " + status + ". End of "
                    + log + ":\n" + tail(log));
        }
    }

    /** Whether the program exists here and ends well. */
    static boolean works(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notHere) {
            return false;
        } catch (InterruptedException e) {
            throw StackFailure.interrupted("running " + command[0], e);
        }
    }

    private static int status(List<String> command, Path log, Duration timeout) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new StackFailure(command + " did not end within " + timeout.toSeconds() + " s");
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new StackFailure("Could not run " + command, e);
        } catch (InterruptedException e) {
            throw StackFailure.interrupted("running " + command, e);
        }
    }

    /** The last lines of a log, for the message of an error. */
    static String tail(Path log) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")";
        }
    }
}
