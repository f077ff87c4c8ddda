/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.aggregate.AggregateRefresh;
import io.synchub.connect.jdbc.sink.buffer.BufferedSink;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Reads records as keys of groups and computes their totals again. */
public final class AggregateRefreshSinkTask extends BufferedSinkTask {

    @Override
    protected BufferedSink<?> started(Map<String, String> properties, SinkTaskContext context) {
        return AggregateRefresh.start(properties, context);
    }
}
