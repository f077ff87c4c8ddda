/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import com.zaxxer.hikari.HikariDataSource;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.pool.DataSources;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.sink.buffer.BufferedSink;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import io.synchub.connect.jdbc.sink.record.RowReader;
import io.synchub.connect.jdbc.sink.table.TableBatchWriter;
import io.synchub.connect.jdbc.write.ValueOptions;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Reads records as rows and writes them into tables. All work is in {@link BufferedSink} and what it is given here. */
public final class JdbcSinkTask extends BufferedSinkTask {

    @Override
    protected BufferedSink<?> started(Map<String, String> properties, SinkTaskContext context) {
        SinkMetrics metrics = SinkMetrics.of(context);
        JdbcSinkConfig config = new JdbcSinkConfig(properties);
        Dialect dialect = config.connection().dialect();
        HikariDataSource pool = DataSources.open(config.connection(), poolName(properties, "destination"), 1);
        TableSchemas tables = new TableSchemas(dialect, config.autoCreate(), config.autoEvolve(), metrics::ddl);
        return new BufferedSink<>(
                context,
                new RowReader(config),
                new TableBatchWriter(pool, dialect, tables, ValueOptions.DEFAULT, metrics),
                config.batching(),
                config.retries(),
                metrics);
    }
}
