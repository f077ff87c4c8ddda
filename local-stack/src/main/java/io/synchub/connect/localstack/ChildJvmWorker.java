/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * A worker in a JVM of its own with the class path of this one. {@link #kill()} ends it as a lost machine would: tasks get
 * no word, offsets stay as they were last flushed. The child ends with this JVM, however that ends.
 */
public final class ChildJvmWorker implements ConnectWorker {
    private final String bootstrapServers;
    private final WorkerOptions options;
    private final int port;

    private Process process;

    ChildJvmWorker(String bootstrapServers, WorkerOptions options) {
        this.bootstrapServers = bootstrapServers;
        this.options = options;
        port = options.port();
    }

    @Override
    public synchronized ChildJvmWorker start() {
        if (isRunning()) {
            return this;
        }
        ShutdownHook.register(this);
        try {
            process = launch();
        } catch (IOException e) {
            throw new StackFailure(this + " did not start", e);
        }
        try {
            ConnectRest rest = rest();
            Await.until(() -> this + " does not become healthy. End of its log:\n" + logTail(), PATIENCE, () -> {
                if (!process.isAlive()) {
                    throw new StackFailure(this + " ended while starting. End of its log:\n" + logTail());
                }
                return rest.isHealthy();
            });
            return this;
        } catch (RuntimeException e) {
            kill();
            throw e;
        }
    }

    @Override
    public synchronized void stop() {
        if (isRunning()) {
            // Not the process's own method: it closes the pipe as well, at whose end the worker halts without a word.
            process.toHandle().destroy();
            await();
        }
    }

    /** SIGKILL; returns when the process is gone. */
    public synchronized void kill() {
        if (isRunning()) {
            process.destroyForcibly();
            await();
        }
    }

    @Override
    public synchronized void close() {
        stop();
        Directories.delete(options.directory());
        ShutdownHook.forget(this);
    }

    @Override
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The process id of the last start. */
    public synchronized long pid() {
        return process.pid();
    }

    /** Where the worker writes its log, at level INFO. */
    public Path log() {
        return options.log();
    }

    @Override
    public String restUrl() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public String toString() {
        return "Connect worker (own JVM) on port " + port;
    }

    private Process launch() throws IOException {
        Path directory = Directories.create(options.directory());
        Directories.create(options.log().getParent());
        Path propertiesFile = writeProperties(directory.resolve("worker.properties"));
        Path classPathFile = directory.resolve("class-path.txt");
        // An argument file, because a class path of a hundred jars can be longer than a command line may be.
        Files.writeString(
                classPathFile, "-cp\n\"" + System.getProperty("java.class.path").replace("\\", "\\\\") + "\"\n");

        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A quick start counts more than top speed here.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
        command.add("-Dlog4j2.configurationFile=local-stack-log4j2.xml");
        command.add("-Dlocal.stack.log=" + options.log());
        command.addAll(options.jvmArguments());
        command.add("@" + classPathFile);
        command.add(ChildJvmMain.class.getName());
        command.add(propertiesFile.toString());
        ProcessBuilder builder = new ProcessBuilder(Programs.inOwnSession(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("worker.out").toFile()));
        builder.environment().putAll(options.variables());
        return builder.start();
    }

    private Path writeProperties(Path file) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("config.providers", "env");
        all.put("config.providers.env.class", "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
        all.putAll(options.workerProperties(bootstrapServers, port));
        Properties properties = new Properties();
        properties.putAll(all);
        // As a stream: what is not Latin-1, in a path say, is escaped then, as readers of properties expect.
        try (OutputStream stream = Files.newOutputStream(file)) {
            properties.store(stream, null);
        }
        return file;
    }

    private void await() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw new StackFailure(this + " did not stop within " + PATIENCE.toSeconds() + " s and was killed");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw StackFailure.interrupted("stopping " + this, e);
        }
    }

    private String logTail() {
        return Programs.tail(
                Files.exists(options.log())
                        ? options.log()
                        : options.directory().resolve("worker.out"));
    }
}
