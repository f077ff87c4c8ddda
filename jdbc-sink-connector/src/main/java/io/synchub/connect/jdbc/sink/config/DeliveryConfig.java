/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import io.synchub.connect.common.config.Choice;
import io.synchub.connect.jdbc.schema.TableId;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** What is promised about records that were being written when a task ended. */
public final class DeliveryConfig {
    public static final String DELIVERY = "delivery";
    public static final String OFFSET_TABLE = "offset.table";

    private static final String GROUP = "Delivery";
    private static final Choice<DeliveryGuarantee> GUARANTEES = Choice.of(DeliveryGuarantee.class);

    private final DeliveryGuarantee guarantee;
    private final TableId offsetTable;

    /** Reads the keys that {@link #define} declared. */
    public DeliveryConfig(AbstractConfig config) {
        this.guarantee = GUARANTEES.read(config, DELIVERY);
        this.offsetTable = TableId.parse(config.getString(OFFSET_TABLE));
    }

    /** Declares the keys. */
    public static ConfigDef define(ConfigDef definition) {
        return definition
                .define(
                        DELIVERY,
                        Type.STRING,
                        Choice.nameOf(DeliveryGuarantee.AT_LEAST_ONCE),
                        GUARANTEES,
                        Importance.HIGH,
                        "How often a record's row is written when a task is killed or loses its partitions."
                                + " at-least-once: the last records before that may be written again, which repeats"
                                + " rows with insert.mode=insert and no key. exactly-once: the offsets are written into "
                                + OFFSET_TABLE + " in the transaction of the rows, a start goes on from there whatever"
                                + " Kafka has committed, and a task that was replaced writes no more. It needs a"
                                + " database with transactions and costs a short statement for each partition of a"
                                + " batch. A connector of another name begins from Kafka's offsets.",
                        GROUP,
                        1,
                        Width.SHORT,
                        "Delivery",
                        GUARANTEES)
                .define(
                        OFFSET_TABLE,
                        Type.STRING,
                        "synchub_offsets",
                        ConfigDef.LambdaValidator.with(
                                DeliveryConfig::checkTable, () -> "table, schema.table or catalog.schema.table"),
                        Importance.LOW,
                        "The table of the destination that holds the offsets of " + DELIVERY
                                + "=exactly-once, a row for each connector, topic and partition. Connectors may share"
                                + " it. It is created when missing. Whoever deletes its rows, or names another table,"
                                + " has the connector begin from Kafka's offsets.",
                        GROUP,
                        2,
                        Width.MEDIUM,
                        "Offset table");
    }

    private static void checkTable(String key, Object value) {
        try {
            TableId.parse(String.valueOf(value));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key, value, e.getMessage());
        }
    }

    /** Whether offsets are written in the transaction of the rows. */
    public boolean isExactlyOnce() {
        return guarantee == DeliveryGuarantee.EXACTLY_ONCE;
    }

    /** Where the offsets of exactly-once delivery are kept. */
    public TableId offsetTable() {
        return offsetTable;
    }
}
