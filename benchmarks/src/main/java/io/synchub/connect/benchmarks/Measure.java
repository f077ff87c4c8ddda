/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the measurements and prints one table in Markdown: rows per second, and how they compare to the peer's. */
public final class Measure {
    private static final double MS_PER_SECOND = 1_000.0;

    private Measure() {}

    /**
     * Runs what is named, or all.
     *
     * @param arguments regular expressions on the names of benchmarks
     */
    public static void main(String[] arguments) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().shouldFailOnError(true);
        for (String pattern : arguments.length > 0 ? arguments : new String[] {"SinkBenchmark", "CopyBenchmark"}) {
            options.include(pattern);
        }
        System.out.println(table(new Runner(options.build()).run()));
    }

    private static String table(Collection<RunResult> results) {
        Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
        for (RunResult result : results) {
            String parameter = result.getParams().getParam("sink");
            String title = parameter == null
                    ? "bare COPY"
                    : MeasuredSink.valueOf(parameter).title();
            double rowsPerSecond = SinkBenchmark.ROWS
                    * MS_PER_SECOND
                    / result.getPrimaryResult().getScore();
            rows.computeIfAbsent(title, key -> new LinkedHashMap<>())
                    .put(result.getPrimaryResult().getLabel(), rowsPerSecond);
        }
        Map<String, Double> peer = rows.getOrDefault(MeasuredSink.DEBEZIUM.title(), Map.of());
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("| | inserts, rows/s | × Debezium | updates, rows/s | × Debezium |");
        lines.add("|---|---:|---:|---:|---:|");
        rows.forEach((title, speeds) -> lines.add("| " + title + cells(speeds.get("inserts"), peer.get("inserts"))
                + cells(speeds.get("updates"), peer.get("updates")) + " |"));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%,d rows of 10 columns, polls of %d, PostgreSQL on the same machine: %d cores, Java %s",
                SinkBenchmark.ROWS,
                SinkBenchmark.ROWS_PER_POLL,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature()));
        return String.join("\n", lines);
    }

    private static String cells(Double speed, Double peer) {
        if (speed == null) {
            return " | | ";
        }
        return String.format(
                Locale.ROOT,
                " | %,.0f | %s",
                speed,
                peer == null ? "" : String.format(Locale.ROOT, "%.1f", speed / peer));
    }
}
