/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.aggregate;

import io.synchub.connect.common.config.Validation;
import io.synchub.connect.jdbc.sink.buffer.BufferedSink;
import io.synchub.connect.jdbc.sink.buffer.Delivery;
import io.synchub.connect.jdbc.sink.config.AggregateRefreshConfig;
import io.synchub.connect.jdbc.sink.metrics.SinkMetrics;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The door to this package: what a task runs on, and the check of a configuration. */
public final class AggregateRefresh {
    private AggregateRefresh() {}

    /** Builds what a task runs on, without connecting. */
    public static BufferedSink<?> start(Map<String, String> properties, SinkTaskContext context) {
        AggregateRefreshConfig config = new AggregateRefreshConfig(properties);
        SinkMetrics metrics = SinkMetrics.of(context);
        GroupRefresher refresher = new GroupRefresher(config, properties.getOrDefault("name", "aggregate"), metrics);
        return new BufferedSink<>(
                context,
                new GroupKeyReader(config),
                refresher,
                Delivery.AT_LEAST_ONCE,
                config.batching(),
                config.retries(),
                metrics);
    }

    /** Asks both databases whether a configuration that has no other error can work. */
    public static void check(Map<String, String> properties, Validation validation) {
        new RefreshCheck(new AggregateRefreshConfig(properties), validation).run();
    }
}
