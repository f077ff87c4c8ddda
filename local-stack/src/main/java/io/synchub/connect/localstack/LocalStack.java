/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Databases, a broker and a Connect worker, started together: databases and broker at the same time, then the worker, which
 * knows each database by its {@link PostgresServer#variables() variables}. Everything lies below one work folder, which is
 * deleted at {@link #close()}; when the JVM ends without it, by signal too, a shutdown hook does the same.
 */
public final class LocalStack implements AutoCloseable {
    private static final String WORKER = "Connect worker";
    private static final String BROKER = "Kafka broker";
    private static final String DATABASE = "PostgreSQL ";

    private final Path directory;
    private final Map<String, PostgresServer> databases;
    private final KafkaBroker broker;
    private final ConnectWorker worker;
    private final BiConsumer<String, Duration> stopListener;

    private LocalStack(
            Builder builder, Map<String, PostgresServer> databases, KafkaBroker broker, ConnectWorker worker) {
        this.directory = builder.directory;
        this.stopListener = builder.stopListener;
        this.databases = databases;
        this.broker = broker;
        this.worker = worker;
    }

    /** A stack whose files lie in the given folder, which will be deleted at close. */
    public static Builder in(Path directory) {
        return new Builder(directory);
    }

    /** Whether the JVM is ending and the shutdown hook at work: failures from now on are not worth a word. */
    public static boolean isShuttingDown() {
        return ShutdownHook.isRunning();
    }

    /** The server of the database with the given name. */
    public PostgresServer postgres(String name) {
        PostgresServer server = databases.get(name);
        if (server == null) {
            throw new IllegalArgumentException("This stack has no database " + name + ", only " + databases.keySet());
        }
        return server;
    }

    public KafkaBroker broker() {
        return broker;
    }

    public ConnectWorker worker() {
        return worker;
    }

    /** The worker as one that can be killed; only for a stack with {@link Builder#workerInOwnJvm()}. */
    public ChildJvmWorker childWorker() {
        return (ChildJvmWorker) worker;
    }

    public ConnectRest rest() {
        return worker.rest();
    }

    /** Stops the worker, then the broker, then the databases, and deletes their files. */
    @Override
    public void close() {
        List<AutoCloseable> parts = new ArrayList<>();
        parts.add(() -> timed(WORKER, worker::close, stopListener));
        parts.add(() -> timed(BROKER, broker::close, stopListener));
        databases.forEach((name, server) -> parts.add(() -> timed(DATABASE + name, server::close, stopListener)));
        parts.add(() -> Directories.delete(directory));
        closeAll(parts);
        ShutdownHook.forget(this);
    }

    private static void timed(String part, Runnable work, BiConsumer<String, Duration> listener) {
        long before = System.nanoTime();
        work.run();
        listener.accept(part, Duration.ofNanos(System.nanoTime() - before));
    }

    /** Each part gets its turn, also after another one's failure, which is thrown at the end. */
    private static void closeAll(Collection<? extends AutoCloseable> parts) {
        StackFailure failure = null;
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new StackFailure("Could not stop " + part, e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** What can be chosen about a stack. */
    public static final class Builder {
        private final Path directory;
        private final Map<String, PostgresServer.Builder> databases = new LinkedHashMap<>();
        private final KafkaBroker.Builder broker;
        private final WorkerOptions worker;
        private boolean ownJvm;
        private Path binaries;
        private BiConsumer<String, Duration> startListener = (part, took) -> {};
        private BiConsumer<String, Duration> stopListener = (part, took) -> {};

        private Builder(Path directory) {
            this.directory = directory.toAbsolutePath().normalize();
            broker = KafkaBroker.builder(this.directory.resolve("kafka"));
            worker = WorkerOptions.in(this.directory.resolve("connect"));
            binaries = this.directory.resolve("programs");
        }

        /** A database on a server of its own. */
        public Builder postgres(String name) {
            return postgres(name, server -> {});
        }

        /** A database on a server of its own, with settings. */
        public Builder postgres(String name, Consumer<PostgresServer.Builder> settings) {
            PostgresServer.Builder server = PostgresServer.builder(name, directory.resolve("postgres-" + name));
            settings.accept(server);
            databases.put(name, server);
            return this;
        }

        public Builder broker(Consumer<KafkaBroker.Builder> settings) {
            settings.accept(broker);
            return this;
        }

        public Builder worker(Consumer<WorkerOptions> settings) {
            settings.accept(worker);
            return this;
        }

        /** Runs the worker in a JVM of its own, so that it can be killed. */
        public Builder workerInOwnJvm() {
            ownJvm = true;
            return this;
        }

        /** Where PostgreSQL's programs are unpacked once and stay: the next stack starts 2 s sooner. */
        public Builder binaries(Path keptFolder) {
            binaries = keptFolder;
            return this;
        }

        /** Is told each part that has started, with the time it took; called by the threads that start them. */
        public Builder onStarted(BiConsumer<String, Duration> told) {
            startListener = told;
            return this;
        }

        /** Is told each part that has stopped; called by the thread that closes the stack. */
        public Builder onStopped(BiConsumer<String, Duration> told) {
            stopListener = told;
            return this;
        }

        /** Starts everything; when one part fails, stops the others and throws its failure. */
        public LocalStack start() {
            Map<String, PostgresServer> started = new ConcurrentHashMap<>();
            List<KafkaBroker> brokers = new ArrayList<>();
            try {
                startServers(started, brokers);
                ConnectWorker connect = startWorker(started, brokers.get(0));
                LocalStack stack = new LocalStack(this, started, brokers.get(0), connect);
                ShutdownHook.register(stack);
                return stack;
            } catch (RuntimeException e) {
                closeAfter(e, brokers);
                closeAfter(e, started.values());
                closeAfter(e, List.of(() -> Directories.delete(directory)));
                throw e;
            }
        }

        private void startServers(Map<String, PostgresServer> started, List<KafkaBroker> brokers) {
            ExecutorService threads = Executors.newFixedThreadPool(databases.size() + 1);
            try {
                List<Future<?>> starts = new ArrayList<>();
                starts.add(threads.submit(() -> timed(BROKER, () -> brokers.add(broker.start()), startListener)));
                databases.forEach((name, server) -> starts.add(threads.submit(() -> timed(
                        DATABASE + name,
                        () -> started.put(name, server.binaries(binaries).start()),
                        startListener))));
                awaitAll(starts);
            } finally {
                threads.shutdown();
            }
        }

        private ConnectWorker startWorker(Map<String, PostgresServer> started, KafkaBroker startedBroker) {
            started.values().forEach(server -> worker.variables(server.variables()));
            ConnectWorker connect = ownJvm
                    ? ConnectWorker.childJvm(startedBroker.bootstrapServers(), worker)
                    : ConnectWorker.inProcess(startedBroker.bootstrapServers(), worker);
            try {
                timed(WORKER, connect::start, startListener);
                return connect;
            } catch (RuntimeException e) {
                closeAfter(e, List.of(connect));
                throw e;
            }
        }

        /** Waits for all of them before it throws: what is still starting could not be stopped. */
        private static void awaitAll(List<Future<?>> starts) {
            StackFailure failure = null;
            for (Future<?> start : starts) {
                try {
                    start.get();
                } catch (ExecutionException e) {
                    StackFailure next = new StackFailure(e.getCause().getMessage(), e.getCause());
                    if (failure == null) {
                        failure = next;
                    } else {
                        failure.addSuppressed(next);
                    }
                } catch (InterruptedException e) {
                    throw StackFailure.interrupted("starting the stack", e);
                }
            }
            if (failure != null) {
                throw failure;
            }
        }

        private static void closeAfter(RuntimeException failure, Collection<? extends AutoCloseable> parts) {
            try {
                closeAll(parts);
            } catch (StackFailure e) {
                failure.addSuppressed(e);
            }
        }
    }
}
