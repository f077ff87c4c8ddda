/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.common.config.Validation;
import io.synchub.connect.jdbc.config.ConnectionCheck;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.config.PrimaryKeyMode;
import io.synchub.connect.jdbc.write.WriteMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of {@code validate} that asks the database: can it be reached, are the tables there, have they the key. */
public final class TableCheck {
    private static final String TOPICS = "topics";

    private TableCheck() {}

    /** Checks a configuration that has no other error. */
    public static void run(Map<String, String> properties, Validation validation) {
        JdbcSinkConfig config = new JdbcSinkConfig(properties);
        try (Connection connection = ConnectionCheck.open(config.connection())) {
            for (TableId table : tables(properties, config, validation)) {
                check(connection, config, table, validation);
            }
        } catch (ConnectionCheck.Refused refused) {
            validation.error(refused.key(), refused.getMessage());
        } catch (SQLException e) {
            validation.error(
                    config.connection().urlKey(),
                    "The database could not be asked: "
                            + config.connection().dialect().failure(e));
        }
    }

    /** The tables of the topics that are listed; those of a {@code topics.regex} are not known yet. */
    private static Set<TableId> tables(Map<String, String> properties, JdbcSinkConfig config, Validation validation) {
        Set<TableId> tables = new LinkedHashSet<>();
        Arrays.stream(properties.getOrDefault(TOPICS, "").split(","))
                .map(String::trim)
                .filter(topic -> !topic.isEmpty())
                .forEach(topic -> {
                    try {
                        tables.add(config.tableNames().tableFor(topic));
                    } catch (IllegalArgumentException e) {
                        validation.error(
                                JdbcSinkConfig.TABLE_NAME_FORMAT, "For topic " + topic + ": " + e.getMessage());
                    }
                });
        return tables;
    }

    private static void check(Connection connection, JdbcSinkConfig config, TableId id, Validation validation)
            throws SQLException {
        Optional<String> foreign = TableSchemas.foreignDatabase(connection, id);
        if (foreign.isPresent()) {
            validation.error(JdbcSinkConfig.TABLE_NAME_FORMAT, foreign.get());
            return;
        }
        Optional<TableDefinition> found = config.connection().dialect().readTable(connection, id);
        if (found.isEmpty()) {
            if (!config.autoCreate()) {
                validation.error(
                        JdbcSinkConfig.TABLE_NAME_FORMAT,
                        "Table " + id + " does not exist. Create it, set " + JdbcSinkConfig.AUTO_CREATE
                                + "=true, or name another");
            }
            return;
        }
        checkKey(config, found.get(), validation);
    }

    private static void checkKey(JdbcSinkConfig config, TableDefinition table, Validation validation) {
        List<String> names = config.primaryKeyMode() == PrimaryKeyMode.KAFKA
                        && config.primaryKeyFields().isEmpty()
                ? JdbcSinkConfig.KAFKA_KEY_COLUMNS
                : config.primaryKeyFields();
        List<String> missing =
                names.stream().filter(name -> table.column(name).isEmpty()).toList();
        if (config.primaryKeyMode() != PrimaryKeyMode.NONE && !missing.isEmpty()) {
            validation.error(
                    JdbcSinkConfig.PK_FIELDS,
                    "Table " + table.id() + " has no column " + String.join(", ", missing) + ". Its columns: "
                            + TableSchemas.columnNames(table));
            return;
        }
        if (config.writeMode() != WriteMode.UPSERT) {
            return;
        }
        if (names.isEmpty() && table.uniqueKeys().isEmpty()) {
            validation.error(
                    JdbcSinkConfig.PK_FIELDS,
                    "Table " + table.id() + " has no primary key and no unique index, which insert.mode=upsert needs."
                            + " Add one on the columns of the key");
        } else if (!names.isEmpty() && !table.hasUniqueKey(names)) {
            validation.error(JdbcSinkConfig.PK_FIELDS, TableSchemas.missingKey(table, names));
        }
    }
}
