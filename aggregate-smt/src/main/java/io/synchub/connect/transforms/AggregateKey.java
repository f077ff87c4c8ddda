/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms;

import io.synchub.connect.common.config.Choice;
import io.synchub.connect.common.version.PluginVersion;
import io.synchub.connect.transforms.fault.RowFault;
import io.synchub.connect.transforms.keys.CalendarUnit;
import io.synchub.connect.transforms.keys.GroupKeys;
import io.synchub.connect.transforms.keys.KeyColumn;
import io.synchub.connect.transforms.keys.Zones;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Replaces a record's value by the keys of the groups in which the change makes a difference: of the row as it was and of
 * the row as it is, once if they are the same. An aggregate is brought up to date by computing just these groups anew.
 *
 * <p>One task has one instance and calls it from one thread. A record is never changed, a new one is made, with the same
 * topic, partition, key, timestamp and headers. A tombstone passes; a flat record that belongs to no group is dropped. A
 * record that does not say which groups it touches fails as a DataException: none is lost silently.
 */
public final class AggregateKey<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
    static final String KEYS = "keys";
    static final String TIME_ZONE = "time.zone";
    static final String SOURCE_TIME_ZONE = "source.time.zone";

    private static final ConfigDef.Validator ZONE_VALIDATOR = ConfigDef.LambdaValidator.with(
            (key, value) -> zone(key, (String) value), () -> "a time zone such as Europe/Berlin, UTC or +05:30");
    private static final String COLUMNS_GROUP = "Columns";
    private static final String TIME_GROUP = "Time";
    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    KEYS,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.LambdaValidator.with(
                            (key, value) -> KeyColumn.parse(key, (String) value), () -> "a list of " + KeyColumn.FORM),
                    ConfigDef.Importance.HIGH,
                    "The columns that make a group, as a list of " + KeyColumn.FORM + ". A destination left out or"
                            + " empty is the source's name. A date or timestamp is truncated to the start of the unit, "
                            + Arrays.stream(CalendarUnit.values())
                                    .map(Choice::nameOf)
                                    .collect(Collectors.joining(", "))
                            + ". A name that holds a comma, colon, bracket or quote stands in double quotes. A row in"
                            + " which one of the columns is null belongs to no group.",
                    COLUMNS_GROUP,
                    1,
                    ConfigDef.Width.LONG,
                    "Key columns")
            .define(
                    TIME_ZONE,
                    ConfigDef.Type.STRING,
                    "UTC",
                    ZONE_VALIDATOR,
                    ConfigDef.Importance.MEDIUM,
                    "The time zone whose hours and days count when a timestamp is truncated, such as Europe/Berlin."
                            + " Timestamps without a zone are truncated as they stand unless source.time.zone is set;"
                            + " dates always are.",
                    TIME_GROUP,
                    1,
                    ConfigDef.Width.MEDIUM,
                    "Time zone")
            .define(
                    SOURCE_TIME_ZONE,
                    ConfigDef.Type.STRING,
                    null,
                    ZONE_VALIDATOR,
                    ConfigDef.Importance.LOW,
                    "The time zone in which the source writes timestamps that carry none. When it is set they are"
                            + " brought from it to time.zone before they are truncated.",
                    TIME_GROUP,
                    2,
                    ConfigDef.Width.MEDIUM,
                    "Time zone of the source");

    private GroupKeys keys;

    @Override
    public String version() {
        return PluginVersion.of(AggregateKey.class);
    }

    @Override
    public ConfigDef config() {
        return DEFINITION;
    }

    @Override
    public void configure(Map<String, ?> properties) {
        AbstractConfig config = new AbstractConfig(DEFINITION, properties, false);
        Zones zones = new Zones(
                zone(TIME_ZONE, config.getString(TIME_ZONE)).orElse(ZoneOffset.UTC),
                zone(SOURCE_TIME_ZONE, config.getString(SOURCE_TIME_ZONE)));
        keys = new GroupKeys(KeyColumn.parse(KEYS, config.getString(KEYS)), zones);
    }

    @Override
    public R apply(R found) {
        if (found.value() == null) {
            return found;
        }
        SchemaAndValue read;
        try {
            read = keys.of(found);
        } catch (RowFault | DataException e) {
            throw RowFault.at("AggregateKey", found, found.value(), e);
        }
        if (read == null) {
            return null;
        }
        return found.newRecord(
                found.topic(),
                found.kafkaPartition(),
                found.keySchema(),
                found.key(),
                read.schema(),
                read.value(),
                found.timestamp());
    }

    @Override
    public void close() {
        // Holds nothing that needs closing.
    }

    private static Optional<ZoneId> zone(String key, String name) {
        if (name == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            throw new ConfigException(
                    key, name, "This is no time zone: use a name such as Europe/Berlin, or an offset such as +05:30");
        }
    }
}
