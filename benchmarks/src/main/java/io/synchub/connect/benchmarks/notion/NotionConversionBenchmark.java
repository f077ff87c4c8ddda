/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.notion;

import com.fasterxml.jackson.core.JsonParser;
import io.synchub.connect.notion.property.Layout;
import io.synchub.connect.notion.property.PageReader;
import io.synchub.connect.notion.query.QueryPage;
import io.synchub.connect.notion.schema.DataSource;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * From an answer's bytes to source records: {@value #ROWS} rows of ten properties in answers of 100, on the one thread that a stream
 * has. The task is the deployed one, ledger and offsets included; only HTTP and the worker are missing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        // With one core there would be this collector.
        jvmArgsAppend = {"-Xmx1g", "-Xms1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class NotionConversionBenchmark {
    static final int ROWS = 200_000;

    private static final long SHORT_WHILE = TimeUnit.MICROSECONDS.toNanos(200);

    private RenderedApi api;
    private Layout layout;

    @Setup(Level.Trial)
    public void render() throws IOException {
        api = RenderedApi.of(ROWS);
        layout = DataSource.read(api.tableId(), api.description(), new DataSource.Look(false, false, ""))
                .layout();
    }

    /** JSON to cells, nothing else. */
    @Benchmark
    public void parse(Blackhole blackhole) throws IOException {
        for (int number = 0; number < api.answers(); number++) {
            try (JsonParser parser = api.answer(number)) {
                blackhole.consume(QueryPage.read(parser, new PageReader(layout, false)));
            }
        }
    }

    /** A snapshot: every row is new, goes into the ledger and becomes a record. */
    @Benchmark
    public void snapshot() throws InterruptedException {
        try (Engine engine = new Engine(api, new OffsetStore(), false)) {
            engine.take(ROWS);
        }
    }

    /** A sweep: every row is known and as it was. */
    @Benchmark
    public void sweep(Sweeping sweeping) {
        long end = api.rowsRead() + ROWS;
        while (api.rowsRead() < end) {
            LockSupport.parkNanos(SHORT_WHILE);
        }
    }

    /** A task that has its snapshot, and sweeps without pause. */
    @State(Scope.Benchmark)
    public static class Sweeping {
        private Engine engine;

        @Setup(Level.Trial)
        public void start(NotionConversionBenchmark benchmark) throws InterruptedException {
            engine = new Engine(benchmark.api, new OffsetStore(), true);
            engine.take(ROWS);
        }

        @TearDown(Level.Trial)
        public void stop() {
            engine.close();
        }
    }
}
