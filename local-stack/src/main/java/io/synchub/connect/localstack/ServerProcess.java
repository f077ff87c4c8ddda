/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The process of a database server, from its launch to its end, with what it says in a log file. */
final class ServerProcess {
    /** How long a server may take to start or to stop. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final Path log;
    private final Process process;

    private ServerProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts the server in a session of its own. */
    static ServerProcess launch(String name, List<String> command, Path log) {
        try {
            return new ServerProcess(
                    name,
                    log,
                    new ProcessBuilder(Programs.inOwnSession(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start());
        } catch (IOException e) {
            throw new StackFailure("Could not run " + command, e);
        }
    }

    /**
     * Ends the server whose process id is the first line of a file, unless that id is another program's by now: a
     * server's command line holds the given part.
     */
    static void endLeftover(Path pidFile, String commandPart) {
        if (!Files.exists(pidFile)) {
            return;
        }
        ProcessHandle.of(processId(pidFile))
                .filter(handle -> (handle.info().commandLine().orElse("") + " ").contains(commandPart))
                .ifPresent(server -> {
                    List<ProcessHandle> family = Stream.concat(Stream.of(server), server.descendants())
                            .toList();
                    server.destroyForcibly();
                    Await.until("the old server " + server.pid() + " ends", PATIENCE, () -> family.stream()
                            .allMatch(ServerProcess::isGone));
                });
    }

    static String randomPassword() {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Waits until the server takes connections; tells the end of its log when it does not. */
    void awaitReady(Callable<Boolean> ready) {
        Await.until(() -> name + " takes no connections. " + endOfLog(), PATIENCE, () -> {
            boolean isReady = ready.call();
            if (!process.isAlive()) {
                throw new StackFailure(name + " ended while starting. " + endOfLog());
            }
            return isReady;
        });
    }

    /** Asks the server to end (SIGTERM) and waits for it. */
    void terminate() {
        process.destroy();
        awaitEnd();
    }

    /** Ends the server at once (SIGKILL). */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Waits for the end of a server that has been told to end; one that does not is killed. */
    void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw StackFailure.interrupted("stopping " + name, e);
        }
    }

    private String endOfLog() {
        return "End of " + log + ":\n" + Programs.tail(log);
    }

    /** A dead process that nobody has asked for its end counts as alive, but has no command line any more. */
    private static boolean isGone(ProcessHandle process) {
        return !process.isAlive() || process.info().commandLine().isEmpty();
    }

    /** Zero, which no process has, if the server was killed before it had written the file. */
    private static long processId(Path file) {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(Long::parseLong)
                    .orElse(0L);
        } catch (IOException e) {
            throw new StackFailure("Could not read " + file, e);
        }
    }
}
