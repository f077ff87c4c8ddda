/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import static io.synchub.connect.jdbc.sink.config.VisibleWhen.is;
import static io.synchub.connect.jdbc.sink.config.VisibleWhen.visibleWhen;

import io.synchub.connect.common.config.Choice;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.Refusal;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.WriteMode;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** How rows get into their tables and leave them: modes, conditions of updates, deletes and truncates. */
public final class WriteConfig {
    public static final String INSERT_MODE = "insert.mode";
    public static final String UPDATE_WHEN = "update.when";
    public static final String UPDATE_HASH_COLUMN = "update.hash.column";
    public static final String UPDATE_VERSION_COLUMN = "update.version.column";
    public static final String DELETE_ENABLED = "delete.enabled";
    public static final String DELETE_MODE = "delete.mode";
    public static final String DELETE_COLUMN = "delete.column";
    public static final String TRUNCATE_ENABLED = "truncate.enabled";

    private static final String GROUP = "Writes";
    private static final Choice<WriteMode> INSERT_MODES = Choice.withUnderscores(WriteMode.class);
    private static final Choice<UpdateWhen> CONDITIONS = Choice.of(UpdateWhen.class);
    private static final Choice<DeleteMode> DELETE_MODES = Choice.of(DeleteMode.class);
    private static final Predicate<Map<String, Object>> UPDATES = is(INSERT_MODE, "upsert", "update");
    private static final Predicate<Map<String, Object>> DELETES = is(DELETE_ENABLED, "true");

    private final WriteMode mode;
    private final UpdateWhen when;
    private final String hashColumn;
    private final String versionColumn;
    private final boolean deletes;
    private final DeleteMode deleteMode;
    private final String deleteColumn;
    private final boolean truncates;

    WriteConfig(AbstractConfig config) {
        this.mode = INSERT_MODES.read(config, INSERT_MODE);
        this.when = CONDITIONS.read(config, UPDATE_WHEN);
        this.hashColumn = name(config, UPDATE_HASH_COLUMN);
        this.versionColumn = name(config, UPDATE_VERSION_COLUMN);
        this.deletes = config.getBoolean(DELETE_ENABLED);
        this.deleteMode = DELETE_MODES.read(config, DELETE_MODE);
        this.deleteColumn = config.getString(DELETE_COLUMN).trim();
        Boolean truncate = config.getBoolean(TRUNCATE_ENABLED);
        this.truncates = truncate == null ? deletes : truncate;
    }

    private static String name(AbstractConfig config, String key) {
        String name = config.getString(key);
        return name == null || name.isBlank() ? null : name.trim();
    }

    static ConfigDef define(ConfigDef definition) {
        defineUpdates(definition);
        return defineDeletes(definition);
    }

    private static void defineUpdates(ConfigDef definition) {
        definition
                .define(
                        INSERT_MODE,
                        Type.STRING,
                        "insert",
                        ConfigDef.LambdaValidator.with(WriteConfig::checkInsertMode, INSERT_MODES::toString),
                        Importance.HIGH,
                        "How a row gets into its table. insert: INSERT, and a row whose key exists is an error;"
                                + " insert_ignore: insert, or leave the row that is there as it is; upsert: insert, or"
                                + " update the row of the same key, so that replays change nothing; update: update the"
                                + " row of the same key, if there is one. upsert and update need a pk.mode.",
                        GROUP,
                        1,
                        Width.SHORT,
                        "Insert mode",
                        List.of(UPDATE_WHEN),
                        INSERT_MODES)
                .define(
                        UPDATE_WHEN,
                        Type.STRING,
                        "always",
                        CONDITIONS,
                        Importance.MEDIUM,
                        "Which rows that are there an upsert or update changes. always: each; changed: those whose values"
                                + " differ, so that a replay writes nothing and locks nothing; newer: those whose "
                                + UPDATE_VERSION_COLUMN
                                + " is not greater than the record's, so that a late record does not overwrite a newer"
                                + " row. Other than always needs " + INSERT_MODE + "=upsert or update. Deletes are"
                                + " always carried out.",
                        GROUP,
                        2,
                        Width.SHORT,
                        "Update when",
                        List.of(UPDATE_HASH_COLUMN, UPDATE_VERSION_COLUMN),
                        new VisibleWhen(CONDITIONS, UPDATES))
                .define(
                        UPDATE_HASH_COLUMN,
                        Type.STRING,
                        null,
                        Importance.LOW,
                        "With " + UPDATE_WHEN
                                + "=changed: the column that holds a hash of the row. Only it is compared,"
                                + " which is faster for wide rows; a row whose hash is equal counts as equal. Each"
                                + " record must have it. Unset: all columns are compared.",
                        GROUP,
                        3,
                        Width.MEDIUM,
                        "Hash column",
                        visibleWhen(UPDATES.and(is(UPDATE_WHEN, "changed"))))
                .define(
                        UPDATE_VERSION_COLUMN,
                        Type.STRING,
                        null,
                        Importance.MEDIUM,
                        "With " + UPDATE_WHEN + "=newer, and needed there: the column that holds the row's version, a"
                                + " number, date or timestamp that never falls. Each record must have it.",
                        GROUP,
                        4,
                        Width.MEDIUM,
                        "Version column",
                        visibleWhen(UPDATES.and(is(UPDATE_WHEN, "newer"))));
    }

    private static ConfigDef defineDeletes(ConfigDef definition) {
        return definition
                .define(
                        DELETE_ENABLED,
                        Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "Whether a tombstone, or a Debezium event that says so, deletes the row of its key. Needs"
                                + " pk.mode=record_key, or record_value with pk.fields: then Debezium's events delete by"
                                + " the row as it was before, and tombstones are passed over. When false, deletes are"
                                + " ignored, with one warning a topic.",
                        GROUP,
                        5,
                        Width.SHORT,
                        "Delete rows",
                        List.of(DELETE_MODE, DELETE_COLUMN))
                .define(
                        DELETE_MODE,
                        Type.STRING,
                        "hard",
                        DELETE_MODES,
                        Importance.MEDIUM,
                        "What a delete does. hard: the row is removed; soft: it stays, and " + DELETE_COLUMN
                                + " becomes true. A row that is written again is marked with false. soft needs "
                                + DELETE_ENABLED + "=true.",
                        GROUP,
                        6,
                        Width.SHORT,
                        "Delete mode",
                        List.of(DELETE_COLUMN),
                        new VisibleWhen(DELETE_MODES, DELETES))
                .define(
                        DELETE_COLUMN,
                        Type.STRING,
                        "_deleted",
                        new ConfigDef.NonEmptyString(),
                        Importance.LOW,
                        "With " + DELETE_MODE
                                + "=soft: the boolean column that says whether the row is deleted. A field"
                                + " of this name in the record wins over the false that is written otherwise.",
                        GROUP,
                        7,
                        Width.MEDIUM,
                        "Delete column",
                        visibleWhen(DELETES.and(is(DELETE_MODE, "soft"))))
                .define(
                        TRUNCATE_ENABLED,
                        Type.BOOLEAN,
                        null,
                        Importance.MEDIUM,
                        "Whether a Debezium event which says that the source table was truncated empties the table; with "
                                + DELETE_MODE
                                + "=soft all rows are marked. When false, such events are ignored, with one"
                                + " warning a topic. Unset: as " + DELETE_ENABLED + ".",
                        GROUP,
                        8,
                        Width.SHORT,
                        "Truncate tables");
    }

    private static void checkInsertMode(String key, Object value) {
        if (value != null && value.toString().trim().equalsIgnoreCase("multi")) {
            throw new ConfigException("Invalid value for configuration " + key
                    + ": write insert instead of multi. Rows always share statements, as many as batch.size says");
        }
        INSERT_MODES.ensureValid(key, value);
    }

    /** @param dialect of the database, which may not know every rule */
    void check(Dialect dialect, Problems problems) {
        if (when != UpdateWhen.ALWAYS && !mode.updates()) {
            problems.report(
                    UPDATE_WHEN + "=" + CONDITIONS.name(when) + " is about rows that are there: set " + INSERT_MODE
                            + "=upsert or update, or leave it out",
                    UPDATE_WHEN,
                    INSERT_MODE);
        }
        if (when == UpdateWhen.NEWER && versionColumn == null) {
            problems.report(
                    UPDATE_WHEN + "=newer compares versions: name the column that holds them",
                    UPDATE_VERSION_COLUMN,
                    UPDATE_WHEN);
        }
        if (deleteMode == DeleteMode.SOFT && !deletes) {
            problems.report(
                    DELETE_MODE + "=soft marks the rows that are deleted: set " + DELETE_ENABLED + "=true as well",
                    DELETE_MODE,
                    DELETE_ENABLED);
        }
        if (when != UpdateWhen.NEWER || versionColumn != null) {
            dialect.refusal(rule(UnaryOperator.identity()), deletes)
                    .ifPresent(refusal -> problems.report(refusal.why(), keysOf(refusal.of())));
        }
    }

    private static String[] keysOf(Refusal.Of of) {
        return switch (of) {
            case MODE -> new String[] {INSERT_MODE};
            case CONDITION -> new String[] {UPDATE_WHEN, INSERT_MODE};
            case DELETES -> new String[] {DELETE_ENABLED, UPDATE_WHEN};
            case MARKS -> new String[] {DELETE_MODE, DELETE_ENABLED};
        };
    }

    /** How a mode is written in a configuration. */
    static String nameOf(WriteMode mode) {
        return INSERT_MODES.name(mode);
    }

    public WriteMode mode() {
        return mode;
    }

    /**
     * How rows are written.
     *
     * @param columnName gives a column's name as it stands in the table
     */
    public WriteRule rule(UnaryOperator<String> columnName) {
        String column = ruleColumn();
        WriteRule rule = new WriteRule(mode, when, column == null ? null : columnName.apply(column));
        return marksDeletes() ? rule.withDeletedColumn(columnName.apply(deleteColumn)) : rule;
    }

    /** The column that decides on updates, as the user wrote it, or null. */
    public String ruleColumn() {
        return switch (when) {
            case ALWAYS -> null;
            case CHANGED -> hashColumn;
            case NEWER -> versionColumn;
        };
    }

    /** The key that names {@link #ruleColumn}. */
    public String ruleColumnKey() {
        return when == UpdateWhen.NEWER ? UPDATE_VERSION_COLUMN : UPDATE_HASH_COLUMN;
    }

    public boolean deletes() {
        return deletes;
    }

    /** Whether deleted rows stay, marked in {@link #deleteColumn}. */
    public boolean marksDeletes() {
        return deletes && deleteMode == DeleteMode.SOFT;
    }

    public String deleteColumn() {
        return deleteColumn;
    }

    public boolean truncates() {
        return truncates;
    }
}
