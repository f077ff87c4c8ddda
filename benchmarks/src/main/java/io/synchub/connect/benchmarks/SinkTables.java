/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes down what the sinks' shots gave. */
final class SinkTables {
    private final DatabaseKind database;
    private final int rows;
    private final List<SinkResult> results;

    SinkTables(DatabaseKind database, int rows, List<SinkResult> results) {
        this.database = database;
        this.rows = rows;
        this.results = results;
    }

    /** A table of the cases, one of the heap, and what both are of. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<SinkResult> heap = results.stream()
                .filter(result -> result.sinkCase() == SinkCase.HEAP)
                .toList();
        if (heap.size() < results.size()) {
            lines.addAll(List.of(
                    "",
                    "| | | rows/s | × Debezium | × " + database.bulkLoad()
                            + " | CPU of the JVM, s | CPU of the server, s |",
                    "|---|---|---:|---:|---:|---:|---:|"));
            results.stream()
                    .filter(result -> result.sinkCase() != SinkCase.HEAP)
                    .map(this::speed)
                    .forEach(lines::add);
        }
        if (!heap.isEmpty()) {
            lines.addAll(List.of(
                    "",
                    "| inserts of rows of 1 KB with " + String.join(" ", SinkCase.HEAP.heap())
                            + " | rows/s | × Debezium | heap at most, MB | after collections, MB |",
                    "|---|---:|---:|---:|---:|"));
            heap.stream().map(this::heap).forEach(lines::add);
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%,d rows of 10 columns a shot, polls of %d, %s on the same machine, CPU per 100,000 rows: %d cores, Java %s."
                        + " Means of %d shots after %d to warm up.",
                rows,
                Orders.ROWS_PER_POLL,
                database.title(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                Contender.shots(),
                database.warmUps()));
        return lines;
    }

    private String speed(SinkResult result) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.0f | %s | %s | %.2f | %.2f |",
                Names.of(result.sinkCase()),
                result.contender().title(database),
                result.rowsPerSecond(),
                times("%.1f", result, result.sinkCase(), Contender.DEBEZIUM),
                times("%.2f", result, SinkCase.INSERTS, Contender.COPY),
                result.sinkSeconds(),
                result.serverSeconds());
    }

    private String heap(SinkResult result) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %s | %.0f | %.0f |",
                result.contender().title(database),
                result.rowsPerSecond(),
                times("%.1f", result, SinkCase.HEAP, Contender.DEBEZIUM),
                result.peakHeapMb(),
                result.heapAfterCollectionsMb());
    }

    /** How many times as fast as another, if that was measured. */
    private String times(String format, SinkResult result, SinkCase sinkCase, Contender contender) {
        Optional<SinkResult> other = results.stream()
                .filter(candidate -> candidate.is(sinkCase, contender))
                .findFirst();
        return other.map(mark -> String.format(Locale.ROOT, format, result.rowsPerSecond() / mark.rowsPerSecond()))
                .orElse("");
    }
}
