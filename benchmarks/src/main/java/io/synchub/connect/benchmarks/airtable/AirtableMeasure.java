/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.airtable;

import io.synchub.connect.benchmarks.polling.Measurements;
import io.synchub.connect.benchmarks.polling.Tables;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the measurements of the Airtable source and prints tables in Markdown. */
public final class AirtableMeasure {
    private static final int SNAPSHOT_ROWS = 1_000_000;
    private static final int CHANGES_ROWS = 100_000;

    private AirtableMeasure() {}

    /**
     * Runs what is named, or all.
     *
     * @param arguments {@code engine} (conversion, in process), {@code snapshot} and {@code changes} (through a worker, with and
     *     without exactly once); a number after it is how many rows the table has that a worker reads
     */
    public static void main(String[] arguments) throws RunnerException {
        new Measurements()
                .add("engine", rows -> Tables.conversion(AirtableConversionBenchmark.class))
                .add("snapshot", rows -> Tables.snapshots(new AirtableSource(), rows.orElse(SNAPSHOT_ROWS)))
                .add("changes", rows -> Tables.changes(new AirtableSource(), rows.orElse(CHANGES_ROWS)))
                .run(arguments);
    }
}
