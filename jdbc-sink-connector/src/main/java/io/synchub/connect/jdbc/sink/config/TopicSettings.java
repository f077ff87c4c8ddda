/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import io.synchub.connect.jdbc.dialect.Dialect;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What a topic may have of its own: the table, the key, how rows are written and which of their fields. One instance
 * serves all topics that have nothing of their own. For one thread.
 */
public final class TopicSettings {
    /** The keys, which may all stand behind {@code topic.<name>.}. */
    static final ConfigDef DEFINITION = define(new ConfigDef());

    private final WriteConfig writes;
    private final KeyConfig key;
    private final TableNameFormat tableNames;
    private final Set<String> whitelist;
    private final UnaryOperator<String> columnName;

    /** @param tables says how names stand in the catalog */
    TopicSettings(AbstractConfig config, TablesConfig tables) {
        this.writes = new WriteConfig(config);
        this.key = new KeyConfig(config);
        this.tableNames = new TableNameFormat(config.getString(TablesConfig.TABLE_NAME_FORMAT), tables.fold());
        this.whitelist = Set.copyOf(config.getList(TablesConfig.FIELDS_WHITELIST));
        this.columnName = tables.foldColumn();
    }

    static ConfigDef define(ConfigDef definition) {
        WriteConfig.define(definition);
        KeyConfig.define(definition);
        return TablesConfig.defineByTopic(definition);
    }

    /** The settings of a topic whose properties are complete. */
    static TopicSettings of(Map<String, String> properties, TablesConfig tables) {
        return new TopicSettings(new AbstractConfig(DEFINITION, properties, false), tables);
    }

    void check(Dialect dialect, Problems problems) {
        writes.check(dialect, problems);
        key.check(writes, problems);
        if (writes.marksDeletes()
                && key.columns().stream().map(columnName).anyMatch(columnName.apply(writes.deleteColumn())::equals)) {
            problems.report(
                    "column " + writes.deleteColumn() + " is part of the key, and can not tell which rows are deleted:"
                            + " name another",
                    WriteConfig.DELETE_COLUMN,
                    KeyConfig.PK_FIELDS);
        }
    }

    public WriteConfig writes() {
        return writes;
    }

    public KeyConfig key() {
        return key;
    }

    public TableNameFormat tableNames() {
        return tableNames;
    }

    /** Whether a field of the value, which is no key column, is written. */
    public boolean takes(String field) {
        return whitelist.isEmpty()
                || whitelist.contains(field)
                || field.equals(writes.ruleColumn())
                || (writes.marksDeletes() && field.equals(writes.deleteColumn()));
    }

    /** Gives a column's name as it stands in the table. */
    public UnaryOperator<String> columnName() {
        return columnName;
    }
}
