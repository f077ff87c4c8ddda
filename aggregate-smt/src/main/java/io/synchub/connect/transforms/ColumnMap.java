/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms;

import io.synchub.connect.common.config.Choice;
import io.synchub.connect.common.version.PluginVersion;
import io.synchub.connect.transforms.cast.CastTarget;
import io.synchub.connect.transforms.fault.RowFault;
import io.synchub.connect.transforms.mapping.ColumnMapping;
import io.synchub.connect.transforms.mapping.Others;
import io.synchub.connect.transforms.mapping.RowMapping;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Picks, renames and casts columns: {@code columns=source:dest:type, …}. Works on flat rows and on both images of a
 * Debezium event, with a schema or without.
 *
 * <p>One task has one instance and calls it from one thread. A record is never changed, a new one is made; topic,
 * partition, timestamp and headers stay, and so does what the mapping is not for: the value for {@link Key}, the key for
 * {@link Value}. A null, such as a tombstone's value, passes. A row that does not fit fails as a DataException.
 */
public abstract class ColumnMap<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
    static final String COLUMNS = "columns";
    static final String OTHERS = "others";

    private static final Choice<Others> OTHERS_CHOICE = Choice.of(Others.class);
    private static final String GROUP = "Columns";
    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    COLUMNS,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.LambdaValidator.with(
                            (key, value) -> ColumnMapping.parse(key, (String) value),
                            () -> "a list of " + ColumnMapping.FORM),
                    ConfigDef.Importance.HIGH,
                    "The columns of the result in their order, as a list of " + ColumnMapping.FORM
                            + ". A destination left out or empty is the source's name; without a type the column"
                            + " keeps its schema, its default and all that is said of it. For the type "
                            + CastTarget.Syntax.known()
                            + ". A name that holds a comma, colon, bracket or quote stands in double quotes. A row"
                            + " without a listed column fails the task.",
                    GROUP,
                    1,
                    ConfigDef.Width.LONG,
                    "Columns")
            .define(
                    OTHERS,
                    ConfigDef.Type.STRING,
                    Choice.nameOf(Others.DROP),
                    OTHERS_CHOICE,
                    ConfigDef.Importance.MEDIUM,
                    "What becomes of the columns that are not listed: drop leaves them out, keep lets them follow the"
                            + " listed ones as they are. With keep, columns that the source gains appear in the result"
                            + " by themselves.",
                    GROUP,
                    2,
                    ConfigDef.Width.SHORT,
                    "Other columns",
                    OTHERS_CHOICE);

    private RowMapping mapping;

    @Override
    public String version() {
        return PluginVersion.of(ColumnMap.class);
    }

    @Override
    public ConfigDef config() {
        return DEFINITION;
    }

    @Override
    public void configure(Map<String, ?> properties) {
        AbstractConfig config = new AbstractConfig(DEFINITION, properties, false);
        mapping = new RowMapping(
                ColumnMapping.parse(COLUMNS, config.getString(COLUMNS)), OTHERS_CHOICE.read(config, OTHERS));
    }

    @Override
    public R apply(R found) {
        Object value = mapped(found);
        if (value == null) {
            return found;
        }
        try {
            return with(found, mapping.map(schemaOfMapped(found), value));
        } catch (RowFault | DataException e) {
            throw RowFault.at(name(), found, value, e);
        }
    }

    @Override
    public void close() {
        // Holds nothing that needs closing.
    }

    abstract String name();

    abstract Schema schemaOfMapped(R found);

    abstract Object mapped(R found);

    abstract R with(R found, SchemaAndValue mapped);

    /** Maps the columns of record keys. */
    public static final class Key<R extends ConnectRecord<R>> extends ColumnMap<R> {
        @Override
        String name() {
            return "ColumnMap of the key";
        }

        @Override
        Schema schemaOfMapped(R found) {
            return found.keySchema();
        }

        @Override
        Object mapped(R found) {
            return found.key();
        }

        @Override
        R with(R found, SchemaAndValue mapped) {
            return found.newRecord(
                    found.topic(),
                    found.kafkaPartition(),
                    mapped.schema(),
                    mapped.value(),
                    found.valueSchema(),
                    found.value(),
                    found.timestamp());
        }
    }

    /** Maps the columns of record values. */
    public static final class Value<R extends ConnectRecord<R>> extends ColumnMap<R> {
        @Override
        String name() {
            return "ColumnMap of the value";
        }

        @Override
        Schema schemaOfMapped(R found) {
            return found.valueSchema();
        }

        @Override
        Object mapped(R found) {
            return found.value();
        }

        @Override
        R with(R found, SchemaAndValue mapped) {
            return found.newRecord(
                    found.topic(),
                    found.kafkaPartition(),
                    found.keySchema(),
                    found.key(),
                    mapped.schema(),
                    mapped.value(),
                    found.timestamp());
        }
    }
}
