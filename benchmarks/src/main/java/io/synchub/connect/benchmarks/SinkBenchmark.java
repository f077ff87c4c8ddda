/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.sink.SinkRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How long a sink takes from the first {@code put} until all rows are committed in a database on the same machine. One shot is
 * {@link #rows} records in polls of {@value Orders#ROWS_PER_POLL}; they are made beforehand. {@link SinkMeasure} says how many
 * shots there are.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
public class SinkBenchmark {
    @Param
    public DatabaseKind database;

    @Param
    public SinkCase sinkCase;

    @Param
    public Contender contender;

    @Param("100000")
    public int rows;

    private MeasuredDatabase server;
    private RowWriter writer;
    private Orders orders;
    private int shot;
    private Iterable<? extends Collection<SinkRecord>> polls;
    private ShotCost cost;

    @Setup(Level.Trial)
    public void start() throws SQLException {
        orders = new Orders(contender.lastColumn(sinkCase.lastColumn()), rows);
        server = database.start();
        server.create(orders);
        writer = contender.start(server, orders);
    }

    @Setup(Level.Iteration)
    public void prepare() throws SQLException {
        shot++;
        sinkCase.prepare(server, orders);
        polls = sinkCase.polls(orders, shot, (long) shot * rows);
        server.checkpoint();
        cost = new ShotCost();
    }

    @Benchmark
    public void write() throws SQLException {
        writer.write(polls, (long) shot * rows + rows);
    }

    /** Outside the measured time: a sink that wrote less has won nothing. */
    @TearDown(Level.Iteration)
    public void check() throws SQLException {
        cost.end();
        Checksum expected = Checksum.after(polls);
        Checksum actual = server.checksum();
        if (!actual.equals(expected)) {
            throw new IllegalStateException("The table has " + actual + ", not " + expected);
        }
    }

    @TearDown(Level.Trial)
    public void stop() {
        writer.close();
        server.close();
    }
}
