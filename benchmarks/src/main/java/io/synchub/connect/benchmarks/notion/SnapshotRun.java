/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.notion;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A snapshot as a user has it: simulator, broker and worker, the worker with a heap of 256 MB and else as Connect's scripts start it.
 * The clock runs from the connector's creation until the last record stands in the topic; every JVM is a fresh one.
 *
 * <p>Environment: with {@code BENCHMARK_JFR} set to a folder that exists, the worker writes flight recordings there.
 */
final class SnapshotRun implements AutoCloseable {
    private static final int HEAP_MB = 256;
    private static final String CONNECTOR = "notion";
    private static final String OFFSETS = "local-stack-offsets";
    private static final long STEP_MILLIS = 100;
    /** When nothing more has come for so long, all is there. */
    private static final long QUIET_MILLIS = 3_000;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern RESTORED = Pattern.compile("(\\d+) known rows restored in (\\d+) ms");
    private static final Pattern AFTER_COLLECTION = Pattern.compile("->(\\d+)M\\(\\d+M\\)");

    private final int rows;
    private final boolean exactlyOnce;
    private final Path directory;
    private final Path gcLog;
    private final Path workerLog;
    private final SimulatorProcess notion;
    private final LocalStack stack;
    private final Topics topics;

    /**
     * What came out.
     *
     * @param seconds from the connector's creation to the last record
     * @param workerCpu the worker's processor time in these seconds, in seconds
     * @param simulatorCpu the simulator's
     * @param heapMb the most that a collection left
     * @param offsets the offsets topic after the snapshot
     * @param restoredMs the reading of the offsets after a restart of the worker
     * @param editBytes written to the offsets topic for one edit
     */
    record Result(
            boolean exactlyOnce,
            int rows,
            double seconds,
            double workerCpu,
            double simulatorCpu,
            long heapMb,
            Topics.Content offsets,
            long restoredMs,
            long editBytes) {}

    private SnapshotRun(int rows, boolean exactlyOnce) {
        this.rows = rows;
        this.exactlyOnce = exactlyOnce;
        this.directory = PluginPath.checkout().resolve("benchmarks/target/notion");
        this.gcLog = directory.resolve("gc.log");
        this.workerLog = directory.resolve("worker.log");
        prepare();
        this.notion = new SimulatorProcess(rows);
        this.stack = LocalStack.in(directory.resolve("stack"))
                .worker(worker -> {
                    worker.plugins(PluginPath.notionSource())
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

    static Result run(int rows, boolean exactlyOnce) {
        try (SnapshotRun run = new SnapshotRun(rows, exactlyOnce)) {
            return run.measure();
        }
    }

    private void prepare() {
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(gcLog);
            Files.deleteIfExists(workerLog);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result measure() {
        final Duration workerBefore = workerCpu();
        final Duration simulatorBefore = notion.cpu();
        long start = System.nanoTime();
        stack.rest().put(CONNECTOR, config());
        long end = awaitRecords(0, rows);
        final double workerCpu = seconds(workerCpu().minus(workerBefore));
        final double simulatorCpu = seconds(notion.cpu().minus(simulatorBefore));
        String topic = topics.find("n.").orElseThrow();
        Topics.Content content = topics.content(topic, 0);
        if (content.keys() != rows || content.records() != rows) {
            throw new IllegalStateException("The topic has " + content);
        }
        // Without exactly once, offsets follow at the next flush; a worker that stops writes them down.
        stack.childWorker().stop();
        final Topics.Content offsets = topics.content(OFFSETS, 0);
        final long heap = heapAfterCollections();
        stack.childWorker().start();
        final long restored = awaitRestored();
        final long editBytes = edit(topic);
        return new Result(
                exactlyOnce, rows, (end - start) / 1e9, workerCpu, simulatorCpu, heap, offsets, restored, editBytes);
    }

    private Map<String, String> config() {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.synchub.connect.notion.NotionSourceConnector");
        config.put("notion.url", notion.url());
        config.put("notion.token", "secret");
        config.put("notion.data.sources", "*");
        config.put("topic.prefix", "n");
        config.put("schedule", "every(1s)");
        config.put("sweep", "every(1d)");
        config.put("rate.limit.per.minute", "100000");
        config.put("rate.limit.burst", "1000");
        return config;
    }

    /** Waits until so many records more stand in the topic and no more come; returns when the last one came. */
    private long awaitRecords(long from, int count) {
        long begin = System.nanoTime();
        long last = begin;
        long seen = from;
        while (seen < from + count || System.nanoTime() - last < QUIET_MILLIS * 1_000_000) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("Only " + (seen - from) + " of " + count + " records came");
            }
            sleep();
            long end = topics.find("n.").map(topics::end).orElse(0L);
            if (end > seen) {
                seen = end;
                last = System.nanoTime();
            } else {
                stack.rest().requireNotFailed(CONNECTOR);
            }
        }
        return last;
    }

    private long awaitRestored() {
        Pattern wanted = RESTORED;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            Optional<Matcher> found = lines(workerLog)
                    .map(wanted::matcher)
                    .filter(Matcher::find)
                    .filter(matcher -> Integer.parseInt(matcher.group(1)) > 0)
                    .findFirst();
            if (found.isPresent()) {
                if (Integer.parseInt(found.get().group(1)) != rows) {
                    throw new IllegalStateException(found.get().group() + ", not " + rows);
                }
                return Long.parseLong(found.get().group(2));
            }
            sleep();
        }
        throw new IllegalStateException("The worker restored nothing");
    }

    private long edit(String topic) {
        long records = topics.end(topic);
        long offsets = topics.end(OFFSETS);
        notion.edit();
        awaitRecords(records, 1);
        stack.childWorker().stop();
        return topics.content(OFFSETS, offsets).written();
    }

    private Duration workerCpu() {
        return ProcessHandle.of(stack.childWorker().pid())
                .flatMap(worker -> worker.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private long heapAfterCollections() {
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

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private static void sleep() {
        try {
            Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        topics.close();
        stack.close();
        notion.close();
    }
}
