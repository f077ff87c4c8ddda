/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Edits through a {@link Pipeline}, for sources whose simulator can make many. The table has its snapshot; the clock runs from
 * before the first edit until the last record stands in the topic, committed.
 */
final class ChangesRun implements AutoCloseable {
    static final int SINGLE_EDITS = 50;

    private static final int EDITS = 10_000;
    private static final List<Integer> IN_AN_ACTION = List.of(1, 100);
    private static final String SCHEDULE = "every(250ms)";
    /** Between single edits, so that they meet the schedule at any of its moments. */
    private static final int SHORTEST_PAUSE_MILLIS = 500;

    private static final int LONGEST_PAUSE_MILLIS = 1_000;
    private static final double NANOS_PER_MS = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final MeasuredSource source;
    private final int rows;
    private final boolean exactlyOnce;
    private final Pipeline pipeline;
    private final SplittableRandom random = new SplittableRandom(1);

    /**
     * What came out.
     *
     * @param unlimited whether nothing waited for the rate; else it is what the API permits
     */
    record Result(boolean exactlyOnce, boolean unlimited, List<Bulk> bulks, Single single) {}

    /**
     * Many edits, each of another row, with no pause between.
     *
     * @param editing how long the simulator took to make them, in seconds
     * @param seconds from before the first edit to the last record
     * @param requests sent in these seconds
     */
    record Bulk(int inAnAction, double editing, double seconds, long requests) {}

    /** Edits with pauses: from the edit to its record. */
    record Single(double medianMs, double p95Ms) {
        static Single of(double[] millis) {
            double[] sorted = millis.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            return new Single(
                    (sorted[middle - 1] + sorted[middle]) / 2, sorted[(int) Math.ceil(sorted.length * 0.95) - 1]);
        }
    }

    private ChangesRun(MeasuredSource source, int rows, boolean exactlyOnce) {
        this.source = source;
        this.rows = rows;
        this.exactlyOnce = exactlyOnce;
        this.pipeline = new Pipeline(source, rows, exactlyOnce);
    }

    /** At least once: as fast as it goes, then at the rate that the API permits. */
    static List<Result> atBothRates(MeasuredSource source, int rows) {
        try (ChangesRun run = new ChangesRun(source, rows, false)) {
            return List.of(run.unlimited(), run.permitted());
        }
    }

    /** Exactly once, as fast as it goes: what transactions cost. */
    static Result exactlyOnce(MeasuredSource source, int rows) {
        try (ChangesRun run = new ChangesRun(source, rows, true)) {
            return run.unlimited();
        }
    }

    /** How many rows of a table are edited. */
    static int edits(int rows) {
        return Math.min(rows, EDITS);
    }

    private Result unlimited() {
        pipeline.configure(config(true));
        pipeline.awaitRecords(0, rows);
        pipeline.requireEachOnce(0, rows);
        return measure(true);
    }

    private Result permitted() {
        pipeline.reconfigure(config(false));
        // The task reads back what it knows, which is not what is measured.
        single();
        return measure(false);
    }

    private Map<String, String> config(boolean unlimited) {
        Map<String, String> config = new HashMap<>();
        config.put("schedule", SCHEDULE);
        if (unlimited) {
            config.putAll(source.unlimited());
        }
        return config;
    }

    private Result measure(boolean unlimited) {
        List<Bulk> bulks = IN_AN_ACTION.stream().map(this::bulk).toList();
        double[] millis =
                IntStream.range(0, SINGLE_EDITS).mapToDouble(i -> single()).toArray();
        return new Result(exactlyOnce, unlimited, bulks, Single.of(millis));
    }

    private Bulk bulk(int inAnAction) {
        int edits = edits(rows);
        long from = seekEnd();
        SimulatorProcess simulator = pipeline.simulator();
        final long requests = simulator.requests();
        long start = System.nanoTime();
        simulator.edit(edits, inAnAction);
        final long edited = System.nanoTime();
        long end = pipeline.awaitNext(edits);
        final long used = simulator.requests() - requests;
        pipeline.awaitRecords(from, edits);
        pipeline.requireEachOnce(from, edits);
        return new Bulk(inAnAction, (edited - start) / NANOS_PER_SECOND, (end - start) / NANOS_PER_SECOND, used);
    }

    private double single() {
        Pipeline.sleep(random.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
        seekEnd();
        long start = System.nanoTime();
        pipeline.simulator().edit();
        return (pipeline.awaitNext(1) - start) / NANOS_PER_MS;
    }

    private long seekEnd() {
        String topic = pipeline.topic();
        long end = pipeline.topics().end(topic);
        pipeline.topics().seek(topic, end);
        return end;
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
