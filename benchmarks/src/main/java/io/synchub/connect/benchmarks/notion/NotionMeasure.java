/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.notion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the measurements of the Notion source and prints tables in Markdown. */
public final class NotionMeasure {
    private static final double MS_PER_SECOND = 1_000.0;
    private static final int SNAPSHOT_ROWS = 1_000_000;

    private NotionMeasure() {}

    /**
     * Runs what is named, or all.
     *
     * @param arguments {@code engine} (conversion and ledger, in process), {@code size} (bytes of the ledger), {@code snapshot}
     *     (through a worker, with and without exactly once); a number after it is how many rows the snapshot has
     */
    public static void main(String[] arguments) throws RunnerException {
        List<String> wanted = Arrays.asList(arguments);
        List<String> lines = new ArrayList<>();
        if (wanted.isEmpty() || wanted.contains("engine")) {
            engine(lines);
        }
        if (wanted.isEmpty() || wanted.contains("size")) {
            size(lines);
        }
        if (wanted.isEmpty() || wanted.contains("snapshot")) {
            int rows = wanted.stream()
                    .filter(argument -> argument.matches("\\d+"))
                    .map(Integer::valueOf)
                    .findFirst()
                    .orElse(SNAPSHOT_ROWS);
            snapshots(lines, rows);
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%d cores, Java %s",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature()));
        lines.forEach(System.out::println);
        // The broker's threads would keep this JVM.
        System.exit(0);
    }

    private static void engine(List<String> lines) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .shouldFailOnError(true)
                        .include(NotionConversionBenchmark.class.getSimpleName())
                        .include(LedgerBenchmark.class.getSimpleName())
                        .build())
                .run();
        lines.addAll(List.of("", "| in process, one thread | rows | seconds | rows/s |", "|---|---:|---:|---:|"));
        for (RunResult result : results) {
            boolean ledger = result.getParams().getBenchmark().contains(LedgerBenchmark.class.getSimpleName());
            int rows = ledger ? LedgerBenchmark.ROWS : NotionConversionBenchmark.ROWS;
            double seconds = result.getPrimaryResult().getScore() / MS_PER_SECOND;
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s%s | %,d | %.2f | %,.0f |",
                    ledger ? "ledger: " : "conversion: ",
                    result.getPrimaryResult().getLabel(),
                    rows,
                    seconds,
                    rows / seconds));
        }
    }

    private static void size(List<String> lines) {
        LedgerSize size = LedgerSize.measure(LedgerBenchmark.ROWS);
        lines.addAll(List.of("", "| ledger of 1,000,000 rows in the offset store | bytes |", "|---|---:|"));
        add(lines, "held per row, after a snapshot", size.bytesPerRow());
        add(lines, "held per row, after 100,000 single changes", size.bytesPerRowLater());
        add(lines, "written per row of a snapshot", size.bytesWrittenPerRow());
        add(lines, "written per single change", size.bytesPerSingleChange());
        add(lines, "written per row that changes, 800 scattered ones at a time", size.bytesPerChangeInBatches());
    }

    private static void add(List<String> lines, String what, double bytes) {
        lines.add(String.format(Locale.ROOT, "| %s | %,.1f |", what, bytes));
    }

    private static void snapshots(List<String> lines, int rows) {
        List<SnapshotRun.Result> results = List.of(SnapshotRun.run(rows, false), SnapshotRun.run(rows, true));
        lines.addAll(List.of(
                "",
                "| " + String.format(Locale.ROOT, "%,d", rows)
                        + " pages through a worker | seconds | rows/s | worker's CPU, s | simulator's CPU, s"
                        + " | heap after collections, MB | offsets written, MB | offsets held, bytes/row"
                        + " | restored in, ms | offsets written for one edit, bytes |",
                "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"));
        for (SnapshotRun.Result result : results) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %,.0f | %.1f | %.1f | %d | %.1f | %.1f | %,d | %,d |",
                    result.exactlyOnce() ? "exactly once" : "at least once",
                    result.seconds(),
                    result.rows() / result.seconds(),
                    result.workerCpu(),
                    result.simulatorCpu(),
                    result.heapMb(),
                    result.offsets().written() / 1e6,
                    (double) result.offsets().held() / result.rows(),
                    result.restoredMs(),
                    result.editBytes()));
        }
    }
}
