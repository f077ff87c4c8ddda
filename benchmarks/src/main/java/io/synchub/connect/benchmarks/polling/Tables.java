/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Measures, and writes down what came out. */
public final class Tables {
    private static final double MS_PER_SECOND = 1_000.0;

    private Tables() {}

    /** A source's conversion, in process. */
    public static List<String> conversion(Class<? extends ConversionBenchmark> benchmark) throws RunnerException {
        return inProcess(List.of(benchmark));
    }

    /** The same, and the ledger, which is the same for all sources. */
    public static List<String> conversionAndLedger(Class<? extends ConversionBenchmark> benchmark)
            throws RunnerException {
        return inProcess(List.of(LedgerBenchmark.class, benchmark));
    }

    private static List<String> inProcess(List<Class<?>> benchmarks) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().shouldFailOnError(true);
        benchmarks.forEach(benchmark -> options.include("\\." + benchmark.getSimpleName() + "\\."));
        Collection<RunResult> results = new Runner(options.build()).run();
        List<String> lines = new ArrayList<>();
        lines.addAll(List.of("", "| in process, one thread | rows | seconds | rows/s |", "|---|---:|---:|---:|"));
        for (RunResult result : results) {
            boolean ledger = result.getParams().getBenchmark().contains(LedgerBenchmark.class.getSimpleName());
            int rows = ledger ? LedgerBenchmark.ROWS : ConversionBenchmark.ROWS;
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
        return lines;
    }

    /** The bytes of a ledger. */
    public static List<String> size() {
        LedgerSize size = LedgerSize.measure(LedgerBenchmark.ROWS);
        return List.of(
                "",
                "| ledger of 1,000,000 rows in the offset store | bytes |",
                "|---|---:|",
                bytes("held per row, after a snapshot", size.bytesPerRow()),
                bytes("held per row, after 100,000 single changes", size.bytesPerRowLater()),
                bytes("written per row of a snapshot", size.bytesWrittenPerRow()),
                bytes("written per single change", size.bytesPerSingleChange()),
                bytes("written per row that changes, 800 scattered ones at a time", size.bytesPerChangeInBatches()));
    }

    private static String bytes(String what, double bytes) {
        return String.format(Locale.ROOT, "| %s | %,.1f |", what, bytes);
    }

    /** Snapshots through a worker, without exactly once and with it. */
    public static List<String> snapshots(MeasuredSource source, int rows) {
        List<SnapshotRun.Result> results =
                List.of(SnapshotRun.run(source, rows, false), SnapshotRun.run(source, rows, true));
        List<String> lines = new ArrayList<>();
        lines.addAll(List.of(
                "",
                "| " + String.format(Locale.ROOT, "%,d %s", rows, source.rows())
                        + " through a worker | seconds | rows/s | worker's CPU, s | simulator's CPU, s"
                        + " | heap after collections, MB | offsets written, MB | offsets held, bytes/row"
                        + " | restored in, ms | offsets written for one edit, bytes |",
                "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"));
        for (SnapshotRun.Result result : results) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %,.0f | %.1f | %.1f | %d | %.1f | %.1f | %,d | %,d |",
                    promise(result.exactlyOnce()),
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
        return lines;
    }

    /** Edits through a worker, as fast as it goes and at the API's own rate. */
    public static List<String> changes(MeasuredSource source, int rows) {
        List<ChangesRun.Result> results = new ArrayList<>(ChangesRun.atBothRates(source, rows));
        results.add(1, ChangesRun.exactlyOnce(source, rows));
        int edits = ChangesRun.edits(rows);
        List<String> lines = new ArrayList<>();
        lines.addAll(List.of(
                "",
                "| " + String.format(Locale.ROOT, "%,d edits in a table of %,d %s", edits, rows, source.rows())
                        + " | edits in an action | edited in, s | seconds | rows/s | requests |",
                "|---|---:|---:|---:|---:|---:|"));
        for (ChangesRun.Result result : results) {
            for (ChangesRun.Bulk bulk : result.bulks()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "| %s | %d | %.1f | %.1f | %,.0f | %,d |",
                        circumstances(result),
                        bulk.inAnAction(),
                        bulk.editing(),
                        bulk.seconds(),
                        edits / bulk.seconds(),
                        bulk.requests()));
            }
        }
        lines.addAll(List.of(
                "",
                "| " + ChangesRun.SINGLE_EDITS
                        + " single edits, each to its record in the topic | median, ms | p95, ms |",
                "|---|---:|---:|"));
        for (ChangesRun.Result result : results) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f |",
                    circumstances(result),
                    result.single().medianMs(),
                    result.single().p95Ms()));
        }
        return lines;
    }

    private static String circumstances(ChangesRun.Result result) {
        return promise(result.exactlyOnce()) + (result.unlimited() ? "" : ", at the rate that the API permits");
    }

    private static String promise(boolean exactlyOnce) {
        return exactlyOnce ? "exactly once" : "at least once";
    }
}
