/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import org.openjdk.jmh.results.RunResult;

/**
 * What came out of the shots of a contender: means.
 *
 * @param rowsPerSecond how fast it was
 * @param sinkSeconds processor time of its JVM for 100,000 rows
 * @param serverSeconds processor time of the database for 100,000 rows
 * @param peakHeapMb the most that was in use
 * @param heapAfterCollectionsMb the most that a collection left
 */
record SinkResult(
        SinkCase sinkCase,
        Contender contender,
        double rowsPerSecond,
        double sinkSeconds,
        double serverSeconds,
        double peakHeapMb,
        double heapAfterCollectionsMb) {
    private static final double MS_PER_SECOND = 1_000.0;
    private static final double BYTES_PER_MB = 1_048_576.0;
    private static final double ROWS = 100_000.0;

    static SinkResult of(SinkCase sinkCase, Contender contender, int rows, RunResult result) {
        return new SinkResult(
                sinkCase,
                contender,
                rows * MS_PER_SECOND / result.getPrimaryResult().getScore(),
                secondary(result, CostProfiler.SINK_SECONDS) * ROWS / rows,
                secondary(result, CostProfiler.SERVER_SECONDS) * ROWS / rows,
                secondary(result, CostProfiler.PEAK_HEAP) / BYTES_PER_MB,
                secondary(result, CostProfiler.HEAP_AFTER_COLLECTIONS) / BYTES_PER_MB);
    }

    private static double secondary(RunResult result, String label) {
        return result.getSecondaryResults().get(label).getScore();
    }

    boolean is(SinkCase otherCase, Contender otherContender) {
        return sinkCase == otherCase && contender == otherContender;
    }
}
