/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.common.config.Validation;
import io.synchub.connect.common.version.PluginVersion;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.table.TableCheck;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Writes topics into database tables: inserts, upserts, updates and deletes, from plain records and Debezium events.
 * Delivery is at least once; with {@code insert.mode=upsert} a replay changes nothing.
 */
public final class JdbcSinkConnector extends SinkConnector {
    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public ConfigDef config() {
        return JdbcSinkConfig.DEFINITION;
    }

    @Override
    public Config validate(Map<String, String> properties) {
        Validation validation = new Validation(super.validate(properties));
        if (!validation.hasErrors()) {
            JdbcSinkConfig.check(properties, validation);
        }
        if (!validation.hasErrors()) {
            TableCheck.run(properties, validation);
        }
        return validation.config();
    }

    @Override
    public void start(Map<String, String> properties) {
        this.properties = Map.copyOf(properties);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return JdbcSinkTask.class;
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
