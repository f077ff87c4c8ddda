/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs programs of the operating system. */
final class Programs {
    private Programs() {}

    /** Runs to the end, with everything it prints appended to the log file; throws when it fails. */
    static void run(List<String> command, Path log, Duration timeout) {
        run(command, ProcessBuilder.Redirect.PIPE, log, timeout);
    }

    /** The same, for a program that reads something. */
    static void run(List<String> command, ProcessBuilder.Redirect input, Path log, Duration timeout) {
        int status = status(command, input, log, timeout);
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

    /** What a program that should end well says when it does not; empty if all is well. */
    static Optional<String> complaint(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int status = process.waitFor();
            return status == 0 ? Optional.empty() : Optional.of(output.isEmpty() ? "status " + status : output);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw StackFailure.interrupted("running " + command[0], e);
        }
    }

    private static int status(List<String> command, ProcessBuilder.Redirect input, Path log, Duration timeout) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(input)
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

    /** The command in a session of its own: Ctrl-C in a terminal goes to all processes of its session, servers too. */
    static List<String> inOwnSession(List<String> command) {
        List<String> detached = new ArrayList<>();
        if (works("setsid", "true")) {
            detached.add("setsid");
        }
        detached.addAll(command);
        return detached;
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
