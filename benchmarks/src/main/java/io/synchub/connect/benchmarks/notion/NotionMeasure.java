/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.notion;

import io.synchub.connect.benchmarks.polling.Measurements;
import io.synchub.connect.benchmarks.polling.Tables;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the measurements of the Notion source and prints tables in Markdown. */
public final class NotionMeasure {
    private static final int SNAPSHOT_ROWS = 1_000_000;

    private NotionMeasure() {}

    /**
     * Runs what is named, or all.
     *
     * @param arguments {@code engine} (conversion and ledger, in process), {@code size} (bytes of the ledger), {@code snapshot}
     *     (through a worker, with and without exactly once); a number after it is how many rows the snapshot has
     */
    public static void main(String[] arguments) throws RunnerException {
        new Measurements()
                .add("engine", rows -> Tables.conversionAndLedger(NotionConversionBenchmark.class))
                .add("size", rows -> Tables.size())
                .add("snapshot", rows -> Tables.snapshots(new NotionSource(), rows.orElse(SNAPSHOT_ROWS)))
                .run(arguments);
    }
}
