/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

import io.synchub.connect.localstack.ConnectRest;
import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PluginPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A source as a user has it: simulator, broker and worker, the worker with a heap of 256 MB and else as Connect's scripts start it.
 * Every JVM is a fresh one.
 *
 * <p>Environment: with {@code BENCHMARK_JFR} set to a folder that exists, the worker writes flight recordings there.
 */
final class Pipeline implements AutoCloseable {
    /** Where the worker keeps offsets. */
    static final String OFFSETS = "local-stack-offsets";

    private static final int HEAP_MB = 256;
    private static final String TOPIC_PREFIX = "n";
    private static final long STEP_MILLIS = 100;
    /** When nothing more has come for so long, all is there. */
    private static final long QUIET_MILLIS = 3_000;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern AFTER_COLLECTION = Pattern.compile("->(\\d+)M\\(\\d+M\\)");

    private final MeasuredSource source;
    private final Path gcLog;
    private final Path workerLog;
    private final SimulatorProcess simulator;
    private final LocalStack stack;
    private final Topics topics;

    /** Starts all but the connector. */
    Pipeline(MeasuredSource source, int rows, boolean exactlyOnce) {
        this.source = source;
        Path directory = PluginPath.checkout().resolve("benchmarks/target").resolve(source.name());
        this.gcLog = directory.resolve("gc.log");
        this.workerLog = directory.resolve("worker.log");
        prepare(directory);
        this.simulator = new SimulatorProcess(source.simulator(), rows);
        this.stack = LocalStack.in(directory.resolve("stack"))
                .worker(worker -> {
                    worker.plugins(source.plugins())
                            .log(workerLog)
                            .offsetFlushInterval(Duration.ofSeconds(10))
                            .property("exactly.once.source.support", exactlyOnce ? "enabled" : "disabled")
                            .property("key.converter.schemas.enable", "false")
                            .property("value.converter.schemas.enable", "false")
                            .jvmArgument("-Xmx" + HEAP_MB + "m")
                            .jvmArgument("-XX:-UseSerialGC")
                            .jvmArgument("-XX:+UseG1GC")
                            .jvmArgument("-XX:TieredStopAtLevel=4")
                            .jvmArgument("-XX:+ExitOnOutOfMemoryError")
                            .jvmArgument("-Xlog:gc:file=" + gcLog);
                    Optional.ofNullable(System.getenv("BENCHMARK_JFR"))
                            .ifPresent(folder ->
                                    worker.jvmArgument("-XX:StartFlightRecording=settings=profile,filename=" + folder));
                })
                .workerInOwnJvm()
                .start();
        this.topics = new Topics(stack.broker().bootstrapServers());
    }

    private void prepare(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(gcLog);
            Files.deleteIfExists(workerLog);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SimulatorProcess simulator() {
        return simulator;
    }

    Topics topics() {
        return topics;
    }

    /**
     * Creates the connector, or changes it.
     *
     * @param more keys beside the source's own
     */
    void configure(Map<String, String> more) {
        Map<String, String> config = new HashMap<>(source.config(simulator.url()));
        config.put("topic.prefix", TOPIC_PREFIX);
        config.put("sweep", "every(1d)");
        config.putAll(more);
        stack.rest().put(source.name(), config);
    }

    /** The same, while no task runs; returns when one does. */
    void reconfigure(Map<String, String> more) {
        ConnectRest rest = stack.rest();
        rest.stop(source.name());
        configure(more);
        rest.resume(source.name());
        rest.awaitRunning(source.name(), PATIENCE);
    }

    /** The topic of the table's rows, which has some. */
    String topic() {
        return findTopic().orElseThrow();
    }

    private Optional<String> findTopic() {
        return topics.find(TOPIC_PREFIX + ".");
    }

    /**
     * Waits until so many records more than those before the offset stand in the topic and no more come.
     *
     * @return when the last one came, by {@link System#nanoTime}
     */
    long awaitRecords(long from, int count) {
        long begin = System.nanoTime();
        long last = begin;
        long seen = from;
        while (seen < from + count || System.nanoTime() - last < QUIET_MILLIS * 1_000_000) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("Only " + (seen - from) + " of " + count + " records came");
            }
            sleep(STEP_MILLIS);
            long end = findTopic().map(topics::end).orElse(0L);
            if (end > seen) {
                seen = end;
                last = System.nanoTime();
            } else {
                stack.rest().requireNotFailed(source.name());
            }
        }
        return last;
    }

    /**
     * Waits for so many records more than those at which {@link Topics#seek} points.
     *
     * @return when the last one came, by {@link System#nanoTime}
     */
    long awaitNext(int count) {
        OptionalLong last = topics.await(count, PATIENCE);
        if (last.isEmpty()) {
            stack.rest().requireNotFailed(source.name());
            throw new IllegalStateException("No " + count + " records came in " + PATIENCE);
        }
        return last.getAsLong();
    }

    /** Fails unless so many records, each of another row, stand in the topic from the offset on. */
    void requireEachOnce(long from, int count) {
        Topics.Content content = topics.content(topic(), from);
        if (content.keys() != count || content.records() != count) {
            throw new IllegalStateException("In place of " + count + " rows the topic has " + content);
        }
    }

    /** Has the worker write all offsets down, and read them again with the next start. */
    void stopWorker() {
        stack.childWorker().stop();
    }

    void startWorker() {
        stack.childWorker().start();
    }

    /**
     * Waits for a line of the worker's log.
     *
     * @param wanted which part of a line matches
     * @param when which of the matches it is
     */
    Matcher awaitLogged(Pattern wanted, Predicate<Matcher> when) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            Optional<Matcher> found = lines(workerLog)
                    .map(wanted::matcher)
                    .filter(Matcher::find)
                    .filter(when)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            sleep(STEP_MILLIS);
        }
        throw new IllegalStateException("The worker did not log " + wanted);
    }

    /** The processor time that the worker took so far. */
    Duration workerCpu() {
        return ProcessHandle.of(stack.childWorker().pid())
                .flatMap(worker -> worker.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** The most that a collection left in the worker's heap so far, in MB. */
    long heapAfterCollections() {
        return lines(gcLog)
                .map(AFTER_COLLECTION::matcher)
                .filter(Matcher::find)
                .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                .max()
                .orElse(0);
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        topics.close();
        stack.close();
        simulator.close();
    }
}
