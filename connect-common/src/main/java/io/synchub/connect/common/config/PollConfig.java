/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

import io.synchub.connect.common.schedule.Schedule;
import io.synchub.connect.common.schedule.Schedules;
import io.synchub.connect.common.schema.FieldNaming;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** When tables are read, and what becomes of what is found. */
public final class PollConfig {
    public static final String SCHEDULE = "schedule";
    public static final String SWEEP = "sweep";
    public static final String PAGE_SIZE = "page.size";
    public static final String TOPIC_PREFIX = "topic.prefix";
    public static final String DELETE_MODE = "delete.mode";
    public static final String FIELD_NAMES = "field.names";
    public static final String STATUS_TOPIC = "status.topic";

    static final String GROUP = "Polling";

    private static final String TOPICS = "Topics";
    private static final Choice<DeleteMode> DELETE_MODES = Choice.of(DeleteMode.class);
    private static final Choice<FieldNaming> FIELD_NAMES_CHOICE = Choice.of(FieldNaming.class);

    private final Schedule schedule;
    private final Schedule sweep;
    private final int pageSize;
    private final String topicPrefix;
    private final DeleteMode deleteMode;
    private final FieldNaming fieldNaming;
    private final String statusTopic;

    public PollConfig(AbstractConfig config) {
        this.schedule = Schedules.parse(config.getString(SCHEDULE));
        this.sweep = Schedules.parse(config.getString(SWEEP));
        this.pageSize = config.getInt(PAGE_SIZE);
        this.topicPrefix = config.getString(TOPIC_PREFIX);
        this.deleteMode = DELETE_MODES.read(config, DELETE_MODE);
        this.fieldNaming = FIELD_NAMES_CHOICE.read(config, FIELD_NAMES);
        this.statusTopic = config.getString(STATUS_TOPIC);
    }

    /** Declares the keys, with that of {@link Preset}, for a connector whose sweeps alone find deletes. */
    public static ConfigDef define(ConfigDef definition) {
        return define(definition, DeletesBy.SWEEP);
    }

    /** Declares the keys, with that of {@link Preset}. */
    public static ConfigDef define(ConfigDef definition, DeletesBy deletes) {
        defineTopics(definition);
        definition
                .define(
                        SCHEDULE,
                        Type.STRING,
                        "every(30s)",
                        Schedules.VALIDATOR,
                        Importance.HIGH,
                        "When each table is asked for its changes: every(30s) with unit ms, s, m, h or d;"
                                + " cron(0 0/15 * * * ?), in UTC and with seconds; or once. Each time costs requests even"
                                + " if nothing changed. Times that were missed are made up for once.",
                        GROUP,
                        1,
                        Width.MEDIUM,
                        "Schedule")
                .define(
                        SWEEP,
                        Type.STRING,
                        deletes.sweep(),
                        Schedules.VALIDATOR,
                        Importance.HIGH,
                        "When each table is read as a whole, which finds deletes and what its changes did not show; in the"
                                + " same forms as " + SCHEDULE + ". It costs one request for each " + PAGE_SIZE
                                + " rows; a delete is known after this time at the latest.",
                        GROUP,
                        2,
                        Width.MEDIUM,
                        "Sweep")
                .define(
                        PAGE_SIZE,
                        Type.INT,
                        100,
                        Range.between(1, 100),
                        Importance.LOW,
                        "How many rows are asked for at once. Fewer make more requests; lower it only when answers come"
                                + " too late or are too large.",
                        GROUP,
                        3,
                        Width.SHORT,
                        "Page size");
        return Preset.define(definition, deletes);
    }

    private static void defineTopics(ConfigDef definition) {
        definition
                .define(
                        TOPIC_PREFIX,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        TopicName.PREFIX,
                        Importance.HIGH,
                        "The beginning of the topics' names: a table's topic is this, a dot, and the table's name. Two"
                                + " connectors with the same prefix may write to the same topic.",
                        TOPICS,
                        1,
                        Width.MEDIUM,
                        "Topic prefix")
                .define(
                        DELETE_MODE,
                        Type.STRING,
                        Choice.nameOf(DeleteMode.TOMBSTONE),
                        DELETE_MODES,
                        Importance.MEDIUM,
                        "What is sent for a row that was deleted. tombstone: a record without a value, by which sinks"
                                + " delete the row; soft: the row as it was last, with " + DeleteMode.DELETED_FIELD
                                + "=true, a field that all rows have then; none: nothing, so that destinations keep the"
                                + " row.",
                        TOPICS,
                        2,
                        Width.SHORT,
                        "Delete mode",
                        DELETE_MODES)
                .define(
                        FIELD_NAMES,
                        Type.STRING,
                        Choice.nameOf(FieldNaming.PINNED),
                        FIELD_NAMES_CHOICE,
                        Importance.MEDIUM,
                        "What a column is called after it was renamed. pinned: as when it was first seen, so that a rename"
                                + " changes nothing downstream; current: as it is called now, which makes a new column"
                                + " there.",
                        TOPICS,
                        3,
                        Width.SHORT,
                        "Field names",
                        FIELD_NAMES_CHOICE)
                .define(
                        STATUS_TOPIC,
                        Type.STRING,
                        "",
                        TopicName.OPTIONAL,
                        Importance.LOW,
                        "Where events go that tell of runs: started, progress, completed, failed. Empty: nowhere.",
                        TOPICS,
                        4,
                        Width.MEDIUM,
                        "Status topic");
    }

    public Schedule schedule() {
        return schedule;
    }

    public Schedule sweep() {
        return sweep;
    }

    public int pageSize() {
        return pageSize;
    }

    public String topicPrefix() {
        return topicPrefix;
    }

    public DeleteMode deleteMode() {
        return deleteMode;
    }

    public FieldNaming fieldNaming() {
        return fieldNaming;
    }

    public Optional<String> statusTopic() {
        return statusTopic.isEmpty() ? Optional.empty() : Optional.of(statusTopic);
    }
}
