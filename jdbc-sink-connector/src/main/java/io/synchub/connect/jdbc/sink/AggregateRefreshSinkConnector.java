/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.common.config.Validation;
import io.synchub.connect.common.version.PluginVersion;
import io.synchub.connect.jdbc.sink.aggregate.AggregateRefresh;
import io.synchub.connect.jdbc.sink.config.AggregateRefreshConfig;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Keeps a summary table in step with its source: each record names the groups that a change touched, and just their
 * totals are computed again by the user's query. Refreshes may be repeated and reordered: the result is the same.
 */
public final class AggregateRefreshSinkConnector extends SinkConnector {
    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public ConfigDef config() {
        return AggregateRefreshConfig.DEFINITION;
    }

    @Override
    public Config validate(Map<String, String> properties) {
        Validation validation = new Validation(super.validate(properties));
        if (!validation.hasErrors()) {
            AggregateRefresh.check(properties, validation);
        }
        return validation.config();
    }

    @Override
    public void start(Map<String, String> properties) {
        this.properties = Map.copyOf(properties);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return AggregateRefreshSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, properties);
    }

    @Override
    public void stop() {
        // Nothing was opened.
    }
}
