/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import static io.synchub.connect.jdbc.sink.config.VisibleWhen.is;
import static io.synchub.connect.jdbc.sink.config.VisibleWhen.visibleWhen;

import io.synchub.connect.common.config.Choice;
import java.util.HashSet;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Where a row's key columns come from. */
public final class KeyConfig {
    public static final String PK_MODE = "pk.mode";
    public static final String PK_FIELDS = "pk.fields";

    /** The columns that hold a record's position with {@code pk.mode=kafka} and no {@code pk.fields}. */
    static final List<String> KAFKA_COLUMNS = List.of("__connect_topic", "__connect_partition", "__connect_offset");

    private static final String GROUP = "Keys";
    private static final Choice<PrimaryKeyMode> MODES = Choice.withUnderscores(PrimaryKeyMode.class);

    private final PrimaryKeyMode mode;
    private final List<String> fields;

    KeyConfig(AbstractConfig config) {
        this.mode = MODES.read(config, PK_MODE);
        this.fields = config.getList(PK_FIELDS);
    }

    static ConfigDef define(ConfigDef definition) {
        return definition
                .define(
                        PK_MODE,
                        Type.STRING,
                        "none",
                        MODES,
                        Importance.HIGH,
                        "Where the key columns come from. none: rows have no key; kafka: topic, partition and offset;"
                                + " record_key: the record's key; record_value: fields of the value.",
                        GROUP,
                        1,
                        Width.SHORT,
                        "Primary key mode",
                        List.of(PK_FIELDS),
                        MODES)
                .define(
                        PK_FIELDS,
                        Type.LIST,
                        List.of(),
                        ConfigDef.LambdaValidator.with((key, value) -> {}, () -> "comma-separated names"),
                        Importance.MEDIUM,
                        "The key columns, by name. record_key: the column for a primitive key, or fields of a struct key"
                                + " (empty: all of them); record_value: fields of the value (empty: all of them); kafka:"
                                + " three columns (empty: " + String.join(", ", KAFKA_COLUMNS) + ").",
                        GROUP,
                        2,
                        Width.LONG,
                        "Primary key fields",
                        visibleWhen(is(PK_MODE, "none").negate()));
    }

    void check(WriteConfig writes, Problems problems) {
        if (writes.mode().needsKey() && mode == PrimaryKeyMode.NONE) {
            problems.report(
                    "insert.mode=" + WriteConfig.nameOf(writes.mode())
                            + " needs a key: set pk.mode to record_key, record_value or kafka",
                    PK_MODE,
                    WriteConfig.INSERT_MODE);
        }
        if (writes.deletes() && !mode.findsDeletedRows()) {
            problems.report(
                    "deletes find their row by the record's key: set pk.mode=record_key, or delete.enabled=false",
                    WriteConfig.DELETE_ENABLED,
                    PK_MODE);
        }
        if (writes.deletes() && mode == PrimaryKeyMode.RECORD_VALUE && fields.isEmpty()) {
            problems.report(
                    "deletes by the value's fields need to know which are the key: name them", PK_FIELDS, PK_MODE);
        }
        if (mode == PrimaryKeyMode.KAFKA && !fields.isEmpty() && fields.size() != KAFKA_COLUMNS.size()) {
            problems.report(
                    "pk.mode=kafka needs three column names, for topic, partition and offset, or none",
                    PK_FIELDS,
                    PK_MODE);
        }
        if (fields.stream().anyMatch(String::isBlank)) {
            problems.report("between two commas, or beside one, a name is missing", PK_FIELDS);
        } else if (new HashSet<>(fields).size() < fields.size()) {
            problems.report("a field is named twice", PK_FIELDS);
        }
    }

    public PrimaryKeyMode mode() {
        return mode;
    }

    /** The fields or columns that the user named; may be empty. */
    public List<String> fields() {
        return fields;
    }

    /** The key columns as far as the configuration alone tells them; empty where the records do. */
    public List<String> columns() {
        return switch (mode) {
            case NONE -> List.of();
            case KAFKA -> fields.isEmpty() ? KAFKA_COLUMNS : fields;
            case RECORD_KEY, RECORD_VALUE -> fields;
        };
    }
}
