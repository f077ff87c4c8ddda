/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.common.config.Validation;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.delivery.DeliveryCheck;
import io.synchub.connect.jdbc.sink.delivery.OffsetAlteration;
import io.synchub.connect.jdbc.sink.table.TableCheck;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;

/**
 * Writes topics into database tables: inserts, upserts, updates and deletes, from plain records and Debezium events.
 * Delivery is at least once, where with {@code insert.mode=upsert} a replay changes nothing, or exactly once.
 */
public final class JdbcSinkConnector extends BufferedSinkConnector {
    @Override
    public ConfigDef config() {
        return JdbcSinkConfig.DEFINITION;
    }

    @Override
    public Config validate(Map<String, String> properties) {
        Validation validation = new Validation(super.validate(properties));
        JdbcSinkConfig.checkKeys(properties, validation);
        if (!validation.hasErrors()) {
            JdbcSinkConfig.check(properties, validation);
        }
        if (!validation.hasErrors()) {
            TableCheck.run(properties, validation);
        }
        if (!validation.hasErrors()) {
            DeliveryCheck.run(properties, validation);
        }
        return validation.config();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return JdbcSinkTask.class;
    }

    /** Offsets that the destination holds follow those of Connect. */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<TopicPartition, Long> offsets) {
        OffsetAlteration.apply(connectorConfig, offsets);
        return true;
    }
}
