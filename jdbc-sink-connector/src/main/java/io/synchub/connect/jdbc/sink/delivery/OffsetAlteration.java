/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.delivery;

import io.synchub.connect.jdbc.config.ConnectionCheck;
import io.synchub.connect.jdbc.sink.config.DeliveryConfig;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/** Offsets that a person changes through Connect's REST API while the connector is stopped. */
public final class OffsetAlteration {
    private OffsetAlteration() {}

    /**
     * Changes the offsets in the destination, all or none; does nothing with at-least-once delivery, where Connect's own
     * are all there are. Every epoch is raised: a task that still runs somewhere writes no more.
     *
     * @param offsets the next offset of each partition; null for one that is to begin from Kafka's. Its row stays, without
     *     an offset, so that its epoch never comes again. Where all are null this is a reset, of which Connect tells only
     *     the partitions that have offsets in Kafka: those that have them in the table alone are reset too
     * @throws ConnectException naming the configuration key to look at
     */
    public static void apply(Map<String, String> properties, Map<TopicPartition, Long> offsets) {
        JdbcSinkConfig config = new JdbcSinkConfig(properties);
        if (!config.delivery().isExactlyOnce()) {
            return;
        }
        OffsetTable table = new OffsetTable(
                config.connection().dialect(),
                config.delivery().offsetTable(),
                properties.getOrDefault("name", "sink"),
                config.evolution().policy().evolution());
        try (Connection connection = ConnectionCheck.open(config.connection())) {
            connection.setAutoCommit(false);
            table.createIfMissing(connection);
            table.bound(connection);
            Map<TopicPartition, Long> sorted = new TreeMap<>(ExactlyOnce.LOCK_ORDER);
            sorted.putAll(offsets);
            if (offsets.values().stream().allMatch(Objects::isNull)) {
                withoutOffsetsInKafka(table.read(connection).keySet(), offsets.keySet())
                        .forEach(partition -> sorted.put(partition, null));
            }
            for (Map.Entry<TopicPartition, Long> entry : sorted.entrySet()) {
                if (!table.reset(connection, entry.getKey(), entry.getValue())) {
                    table.insert(connection, entry.getKey(), entry.getValue());
                }
            }
            connection.commit();
        } catch (ConnectionCheck.Refused refused) {
            throw new ConnectException(
                    "The offsets were not changed. See " + refused.key() + ": " + refused.getMessage());
        } catch (SQLException e) {
            throw new ConnectException("The offsets were not changed. See " + DeliveryConfig.OFFSET_TABLE + ": table "
                    + table + " could not be written: "
                    + config.connection().dialect().failure(e));
        }
    }

    private static Set<TopicPartition> withoutOffsetsInKafka(Set<TopicPartition> stored, Set<TopicPartition> reset) {
        Set<String> topics = reset.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        return stored.stream()
                .filter(partition -> topics.isEmpty() || topics.contains(partition.topic()))
                .collect(Collectors.toSet());
    }
}
