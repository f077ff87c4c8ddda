/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import com.zaxxer.hikari.HikariDataSource;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.pool.DataSources;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.sink.buffer.BufferedSink;
import io.synchub.connect.jdbc.sink.buffer.Delivery;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.delivery.ExactlyOnce;
import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import io.synchub.connect.jdbc.sink.record.RowReader;
import io.synchub.connect.jdbc.sink.table.Redelivery;
import io.synchub.connect.jdbc.sink.table.TableBatchWriter;
import io.synchub.connect.jdbc.sink.table.TransactionStart;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Reads records as rows and writes them into tables. All work is in {@link BufferedSink} and what it is given here. */
public final class JdbcSinkTask extends BufferedSinkTask {
    @Override
    protected BufferedSink<?> started(Map<String, String> properties, SinkTaskContext context) {
        SinkMetrics metrics = SinkMetrics.of(context);
        JdbcSinkConfig config = new JdbcSinkConfig(properties);
        Dialect dialect = config.connection().dialect();
        int writers = config.batching().writersPerTask();
        HikariDataSource pool = DataSources.open(config.connection(), poolName(properties, "destination"), writers);
        TableSchemas tables = new TableSchemas(
                dialect, config.tables().lookup(dialect), config.evolution().policy(), metrics::ddl);
        Delivery delivery = Delivery.AT_LEAST_ONCE;
        TransactionStart onStart = connection -> {};
        Redelivery redelivery = Redelivery.possible();
        if (config.delivery().isExactlyOnce()) {
            ExactlyOnce exactlyOnce = new ExactlyOnce(
                    context,
                    pool,
                    dialect,
                    config.delivery().offsetTable(),
                    properties.getOrDefault("name", "sink"),
                    config.evolution().policy().evolution());
            delivery = exactlyOnce;
            onStart = exactlyOnce::advance;
            redelivery = Redelivery.never();
        }
        return new BufferedSink<>(
                context,
                new RowReader(config),
                new TableBatchWriter(
                        pool, dialect, tables, config.valueSettings().options(), onStart, redelivery, writers, metrics),
                delivery,
                config.batching(),
                config.retries(),
                metrics);
    }
}
