/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

import java.io.IOException;
import java.util.Optional;
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
 * From an answer's bytes to source records: {@value #ROWS} rows in answers of 100, on the one thread that a stream has. The task is
 * the deployed one, ledger and offsets included; only HTTP and the worker are missing.
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
public abstract class ConversionBenchmark {
    static final int ROWS = 200_000;

    private static final long SHORT_WHILE = TimeUnit.MICROSECONDS.toNanos(200);

    private RenderedSource source;
    /** A task that has its snapshot, and sweeps without pause. */
    private Optional<Engine> sweeping = Optional.empty();

    /** A table of so many rows. */
    protected abstract RenderedSource render(int rows) throws IOException;

    @Setup(Level.Trial)
    public void renderAll() throws IOException {
        source = render(ROWS);
    }

    /** JSON to cells, nothing else. */
    @Benchmark
    public void parse(Blackhole blackhole) throws IOException {
        for (int number = 0; number < source.answers().count(); number++) {
            blackhole.consume(source.answers().read(number, source.cells()));
        }
    }

    /** A snapshot: every row is new, goes into the ledger and becomes a record. */
    @Benchmark
    public void snapshot() throws InterruptedException {
        try (Engine engine = new Engine(source, new OffsetStore(), false)) {
            engine.take(ROWS);
        }
    }

    /** A sweep: every row is known and as it was. The first shot takes the snapshot too; it only warms up. */
    @Benchmark
    public void sweep() throws InterruptedException {
        if (sweeping.isEmpty()) {
            Engine engine = new Engine(source, new OffsetStore(), true);
            sweeping = Optional.of(engine);
            engine.take(ROWS);
        }
        long end = source.answers().rowsRead() + ROWS;
        while (source.answers().rowsRead() < end) {
            LockSupport.parkNanos(SHORT_WHILE);
        }
    }

    @TearDown(Level.Trial)
    public void stop() {
        sweeping.ifPresent(Engine::close);
    }
}
