/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A snapshot through a {@link Pipeline}. The clock runs from the connector's creation until the last record stands in the topic.
 */
final class SnapshotRun implements AutoCloseable {
    private static final Pattern RESTORED = Pattern.compile("(\\d+) known rows restored in (\\d+) ms");

    private final int rows;
    private final boolean exactlyOnce;
    private final Map<String, String> config = new HashMap<>();
    private final Pipeline pipeline;

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

    private SnapshotRun(MeasuredSource source, int rows, boolean exactlyOnce) {
        this.rows = rows;
        this.exactlyOnce = exactlyOnce;
        this.config.putAll(source.unlimited());
        this.config.put("schedule", "every(1s)");
        this.pipeline = new Pipeline(source, rows, exactlyOnce);
    }

    static Result run(MeasuredSource source, int rows, boolean exactlyOnce) {
        try (SnapshotRun run = new SnapshotRun(source, rows, exactlyOnce)) {
            return run.measure();
        }
    }

    private Result measure() {
        final Duration workerBefore = pipeline.workerCpu();
        final Duration simulatorBefore = pipeline.simulator().cpu();
        long start = System.nanoTime();
        pipeline.configure(config);
        long end = pipeline.awaitRecords(0, rows);
        final double workerCpu = seconds(pipeline.workerCpu().minus(workerBefore));
        final double simulatorCpu = seconds(pipeline.simulator().cpu().minus(simulatorBefore));
        pipeline.requireEachOnce(0, rows);
        // Without exactly once, offsets follow at the next flush; a worker that stops writes them down.
        pipeline.stopWorker();
        final Topics.Content offsets = pipeline.topics().content(Pipeline.OFFSETS, 0);
        final long heap = pipeline.heapAfterCollections();
        pipeline.startWorker();
        final long restored = awaitRestored();
        final long editBytes = edit();
        return new Result(
                exactlyOnce, rows, (end - start) / 1e9, workerCpu, simulatorCpu, heap, offsets, restored, editBytes);
    }

    private long awaitRestored() {
        Matcher logged = pipeline.awaitLogged(RESTORED, matcher -> Integer.parseInt(matcher.group(1)) > 0);
        if (Integer.parseInt(logged.group(1)) != rows) {
            throw new IllegalStateException(logged.group() + ", not " + rows);
        }
        return Long.parseLong(logged.group(2));
    }

    private long edit() {
        Topics topics = pipeline.topics();
        long records = topics.end(pipeline.topic());
        long offsets = topics.end(Pipeline.OFFSETS);
        pipeline.simulator().edit();
        pipeline.awaitRecords(records, 1);
        pipeline.stopWorker();
        return topics.content(Pipeline.OFFSETS, offsets).written();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
