/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import io.synchub.connect.localstack.PluginPath;
import io.synchub.connect.localstack.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.sink.SinkRecord;
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

/** The same rows by a bare COPY into the empty table, in one transaction: the mark to measure sinks by. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx3g", "-Xms3g"})
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class CopyBenchmark {
    private PostgresServer server;
    private List<Collection<SinkRecord>> polls;

    @Setup(Level.Trial)
    public void start() throws SQLException {
        server = PostgresServer.builder("warehouse", PluginPath.checkout().resolve("benchmarks/target/postgres"))
                .start();
        execute("ALTER SYSTEM SET max_wal_size = '4GB'");
        execute("SELECT pg_reload_conf()");
        execute(Orders.TABLE);
        polls = Orders.polls(SinkBenchmark.ROWS, SinkBenchmark.ROWS_PER_POLL, 1);
    }

    @Setup(Level.Iteration)
    public void empty() throws SQLException {
        execute("TRUNCATE orders");
        execute("CHECKPOINT");
    }

    @TearDown(Level.Trial)
    public void stop() {
        server.close();
    }

    @Benchmark
    public void inserts() throws SQLException {
        BareCopy.copy(server, polls);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
