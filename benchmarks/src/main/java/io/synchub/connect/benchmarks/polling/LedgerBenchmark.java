/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

import io.synchub.connect.common.ledger.Entry;
import io.synchub.connect.common.ledger.SegmentLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The ledger by itself, with {@value #ROWS} rows: written in batches, and restored from the offsets as a worker holds them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-Xms1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class LedgerBenchmark {
    static final int ROWS = 1_000_000;

    /** New rows into an empty ledger. Making the offsets' JSON is part of it, as in a worker. */
    @Benchmark
    public void append(Batches batches) {
        LedgerFiller filler = new LedgerFiller(new OffsetStore());
        batches.all.forEach(filler::append);
    }

    /** A task's start. Reading the offsets' JSON is part of it. */
    @Benchmark
    public SegmentLog restore(Filled filled) {
        SegmentLog log = SegmentLog.restore(filled.store, LedgerFiller.STREAM, System.currentTimeMillis());
        if (log.ledger().size() != ROWS || log.damaged()) {
            throw new IllegalStateException(log.ledger().size() + " rows were restored");
        }
        return log;
    }

    /** All rows, as entries. */
    @State(Scope.Benchmark)
    public static class Batches {
        private final List<List<Entry>> all = new ArrayList<>();

        @Setup(Level.Trial)
        public void make() {
            for (int from = 0; from < ROWS; from += LedgerFiller.ROWS_IN_A_BATCH) {
                all.add(LedgerFiller.entries(from, Math.min(LedgerFiller.ROWS_IN_A_BATCH, ROWS - from), 1, 0));
            }
        }
    }

    /** Offsets that hold all rows. */
    @State(Scope.Benchmark)
    public static class Filled {
        private final OffsetStore store = new OffsetStore();

        @Setup(Level.Trial)
        public void fill() {
            new LedgerFiller(store).fill(ROWS);
        }
    }
}
