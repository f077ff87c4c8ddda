/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import io.synchub.connect.localstack.PluginPath;
import io.synchub.connect.localstack.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long a sink takes from the first {@code put} until all rows are committed in a PostgreSQL on the same machine. One
 * shot is {@value #ROWS} rows in polls of {@value #ROWS_PER_POLL}; records are made beforehand.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx3g", "-Xms3g"})
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class SinkBenchmark {
    static final int ROWS = 200_000;
    static final int ROWS_PER_POLL = 500;

    private static final TopicPartition PARTITION = new TopicPartition(Orders.TOPIC, 0);

    @Param
    public MeasuredSink sink;

    private PostgresServer server;
    private SinkTask task;
    private BenchmarkContext context;
    private int version;
    private List<Collection<SinkRecord>> polls;

    @Setup(Level.Trial)
    public void start() throws SQLException {
        Path directory = PluginPath.checkout().resolve("benchmarks/target/postgres");
        server = PostgresServer.builder("warehouse", directory).start();
        execute("ALTER SYSTEM SET max_wal_size = '4GB'");
        execute("SELECT pg_reload_conf()");
        execute(Orders.TABLE);
        task = sink.newTask();
        context = new BenchmarkContext(sink.config(server), Set.of(PARTITION));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(task.getClass().getClassLoader());
        task.initialize(context);
        task.start(sink.config(server));
        task.open(Set.of(PARTITION));
        Thread.currentThread().setContextClassLoader(before);
    }

    @Setup(Level.Iteration)
    public void nextVersion() throws SQLException {
        version++;
        polls = Orders.polls(ROWS, ROWS_PER_POLL, version);
        execute("CHECKPOINT");
    }

    @TearDown(Level.Trial)
    public void stop() {
        task.stop();
        server.close();
    }

    /** Every key is new: the table is emptied before each shot. */
    @Benchmark
    public void inserts(EmptyTable empty) throws SQLException {
        writeAll();
    }

    /** Every key is there, with other values in six of its columns. */
    @Benchmark
    public void updates(FullTable full) throws SQLException {
        writeAll();
    }

    /** What the shots have in common: the table as they need it. */
    @State(Scope.Benchmark)
    public static class EmptyTable {
        @Setup(Level.Iteration)
        public void empty(SinkBenchmark benchmark) throws SQLException {
            benchmark.execute("TRUNCATE orders");
        }
    }

    /** A table with all keys and without dead rows. */
    @State(Scope.Benchmark)
    public static class FullTable {
        @Setup(Level.Iteration)
        public void fill(SinkBenchmark benchmark) throws SQLException {
            if (benchmark.count() == 0) {
                BareCopy.copy(benchmark.server, Orders.polls(ROWS, ROWS_PER_POLL, 0));
            }
            benchmark.execute("VACUUM ANALYZE orders");
        }
    }

    private void writeAll() throws SQLException {
        for (Collection<SinkRecord> poll : polls) {
            task.put(poll);
        }
        long end = (long) version * ROWS + ROWS;
        Map<TopicPartition, OffsetAndMetadata> offered = Map.of(PARTITION, new OffsetAndMetadata(end));
        // A sink that buffers is asked as a worker asks it, until it says that all is written.
        while (task.preCommit(offered)
                        .getOrDefault(PARTITION, new OffsetAndMetadata(end))
                        .offset()
                < end) {
            context.awaitTimeout();
            task.put(List.of());
        }
    }

    /** Outside the measured time: a sink that wrote less has won nothing. */
    @TearDown(Level.Iteration)
    public void check() throws SQLException {
        if (count() != ROWS) {
            throw new IllegalStateException("The table has " + count() + " rows, not " + ROWS);
        }
    }

    private long count() throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM orders")) {
            result.next();
            return result.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
