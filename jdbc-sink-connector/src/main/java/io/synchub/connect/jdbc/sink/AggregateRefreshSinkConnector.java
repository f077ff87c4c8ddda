/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.common.config.Validation;
import io.synchub.connect.jdbc.sink.aggregate.AggregateRefresh;
import io.synchub.connect.jdbc.sink.config.AggregateRefreshConfig;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;

/**
 * Keeps a summary table in step with its source: each record names the groups that a change touched, and just their
 * totals are computed again by the user's query. Refreshes may be repeated and reordered: the result is the same.
 */
public final class AggregateRefreshSinkConnector extends BufferedSinkConnector {
    @Override
    public ConfigDef config() {
        return AggregateRefreshConfig.DEFINITION;
    }

    @Override
    public Config validate(Map<String, String> properties) {
        Validation validation = new Validation(super.validate(properties));
        if (!validation.hasErrors()) {
            AggregateRefreshConfig.check(properties, validation);
        }
        if (!validation.hasErrors()) {
            AggregateRefresh.check(properties, validation);
        }
        return validation.config();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return AggregateRefreshSinkTask.class;
    }
}
