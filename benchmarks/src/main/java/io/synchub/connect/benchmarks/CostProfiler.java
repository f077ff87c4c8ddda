/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Hands the cost of each shot to the JVM that prints the tables. */
public final class CostProfiler implements InternalProfiler {
    static final String SINK_SECONDS = "cpu.sink";
    static final String SERVER_SECONDS = "cpu.server";
    static final String PEAK_HEAP = "heap.peak";
    static final String HEAP_AFTER_COLLECTIONS = "heap.afterCollections";

    @Override
    public String getDescription() {
        return "Processor time and heap of a shot";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        // The benchmark counts by itself, so that what it prepares does not count.
    }

    @Override
    public Collection<? extends Result> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        ShotCost.Totals cost = ShotCost.last();
        return List.of(
                new ScalarResult(SINK_SECONDS, cost.sinkSeconds(), "s", AggregationPolicy.AVG),
                new ScalarResult(SERVER_SECONDS, cost.serverSeconds(), "s", AggregationPolicy.AVG),
                new ScalarResult(PEAK_HEAP, cost.peakHeap(), "B", AggregationPolicy.MAX),
                new ScalarResult(HEAP_AFTER_COLLECTIONS, cost.heapAfterCollections(), "B", AggregationPolicy.MAX));
    }
}
