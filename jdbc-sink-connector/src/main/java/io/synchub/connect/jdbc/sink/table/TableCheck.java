/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.common.config.Validation;
import io.synchub.connect.jdbc.config.ConnectionCheck;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.schema.ChangePolicy;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.NoTransactionsException;
import io.synchub.connect.jdbc.schema.SchemaEvolution;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TableLookup;
import io.synchub.connect.jdbc.schema.TableMismatchException;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.sink.config.EvolutionConfig;
import io.synchub.connect.jdbc.sink.config.JdbcSinkConfig;
import io.synchub.connect.jdbc.sink.config.KeyConfig;
import io.synchub.connect.jdbc.sink.config.TablesConfig;
import io.synchub.connect.jdbc.sink.config.TopicSettings;
import io.synchub.connect.jdbc.sink.config.WriteConfig;
import io.synchub.connect.jdbc.write.WriteMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of {@code validate} that asks the database: can it be reached, are the tables there, have they the key. */
public final class TableCheck {
    private static final String TOPICS = "topics";

    /** A table with the settings by which it is written; topics with the same need to be looked at once. */
    private record Target(TableId table, TopicSettings settings) {}

    private final Connection connection;
    private final JdbcSinkConfig config;
    private final Validation validation;
    private final Set<Target> checked = new HashSet<>();

    private TableCheck(Connection connection, JdbcSinkConfig config, Validation validation) {
        this.connection = connection;
        this.config = config;
        this.validation = validation;
    }

    /** Checks a configuration that has no other error. */
    public static void run(Map<String, String> properties, Validation validation) {
        JdbcSinkConfig config = new JdbcSinkConfig(properties);
        try (Connection connection = ConnectionCheck.open(config.connection())) {
            // The topics that are listed: those of a topics.regex are not known yet.
            List<String> topics = Arrays.stream(
                            properties.getOrDefault(TOPICS, "").split(","))
                    .map(String::trim)
                    .filter(topic -> !topic.isEmpty())
                    .toList();
            TableCheck check = new TableCheck(connection, config, validation);
            for (String topic : topics) {
                check.topic(topic);
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

    private void topic(String topic) throws SQLException {
        TopicSettings settings = config.topic(topic);
        if (!settings.tableNames().topicDecides()) {
            // Only the records say which table it is.
            return;
        }
        TableId table;
        try {
            table = settings.tableNames().tableFor(topic);
        } catch (IllegalArgumentException e) {
            error(topic, TablesConfig.TABLE_NAME_FORMAT, "For topic " + topic + ": " + e.getMessage());
            return;
        }
        if (checked.add(new Target(table, settings))) {
            table(topic, settings, table);
        }
    }

    private void error(String topic, String key, String message) {
        validation.error(config.propertyFor(topic, key), message);
    }

    private void table(String topic, TopicSettings settings, TableId id) throws SQLException {
        Optional<String> foreign = TableSchemas.foreignDatabase(connection, id);
        if (foreign.isPresent()) {
            error(topic, TablesConfig.TABLE_NAME_FORMAT, foreign.get());
            return;
        }
        TableLookup lookup = config.tables().lookup(config.connection().dialect());
        Optional<String> unfit = lookup.unfitName(id);
        if (unfit.isPresent()) {
            error(topic, TablesConfig.TABLE_NAME_FORMAT, unfit.get());
            return;
        }
        Optional<TableDefinition> found;
        try {
            found = lookup.read(connection, id);
        } catch (NoTransactionsException e) {
            error(topic, TablesConfig.TABLE_NAME_FORMAT, e.getMessage());
            return;
        } catch (TableMismatchException e) {
            validation.error(TablesConfig.TABLE_TYPES, e.getMessage());
            return;
        }
        if (found.isPresent()) {
            key(topic, settings, found.get());
            markOutsideKey(topic, settings, found.get());
            writtenColumns(topic, settings.writes(), found.get());
        } else {
            missing(topic, id);
        }
    }

    private void missing(String topic, TableId id) throws SQLException {
        ChangePolicy policy = config.evolution().policy();
        if (policy.evolution() == SchemaEvolution.APPLY && !policy.create()) {
            error(
                    topic,
                    TablesConfig.TABLE_NAME_FORMAT,
                    "Table " + id + " does not exist. Create it, set " + EvolutionConfig.AUTO_CREATE
                            + "=true, or name another");
        } else if (policy.evolution() == SchemaEvolution.NONE) {
            validation.error(
                    EvolutionConfig.SCHEMA_EVOLUTION,
                    "Table " + id + " does not exist, and with none it is not made. Create it, set "
                            + EvolutionConfig.SCHEMA_EVOLUTION + "=plan to be given the SQL, or name another");
        } else if (lacksSchema(id)) {
            error(
                    topic,
                    TablesConfig.TABLE_NAME_FORMAT,
                    "Table " + id + " does not exist, and can not be created: there is no schema " + id.schema()
                            + ". Create the schema, or name another");
        } else if (!config.tables().takesNewTables()) {
            validation.error(
                    TablesConfig.TABLE_TYPES,
                    "Table " + id + " does not exist, and one that is created is a " + TableDefinition.BASE_TABLE
                            + ": add the type, or create the table");
        }
    }

    /** By what the driver says; where it lists nothing, nothing is said to be missing. */
    private boolean lacksSchema(TableId id) throws SQLException {
        if (id.schema() == null) {
            return false;
        }
        List<String> names = names(connection.getMetaData().getSchemas());
        if (names.isEmpty()) {
            // MariaDB's and MySQL's drivers call them catalogs.
            names = names(connection.getMetaData().getCatalogs());
        }
        return !names.isEmpty() && names.stream().noneMatch(id.schema()::equalsIgnoreCase);
    }

    private static List<String> names(ResultSet rows) throws SQLException {
        try (rows) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private void key(String topic, TopicSettings settings, TableDefinition table) throws SQLException {
        List<String> names =
                settings.key().columns().stream().map(settings.columnName()).toList();
        List<String> missing =
                names.stream().filter(name -> table.column(name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            error(
                    topic,
                    KeyConfig.PK_FIELDS,
                    "Table " + table.id() + " has no column " + String.join(", ", missing) + ". Its columns: "
                            + TableSchemas.columnNames(table));
            return;
        }
        Dialect dialect = config.connection().dialect();
        if (settings.writes().mode() != WriteMode.UPSERT) {
            return;
        }
        if (names.isEmpty() && table.isView() && dialect.upsertsViews()) {
            // Only the records say by which columns.
            return;
        }
        if (names.isEmpty() && table.uniqueKeys().isEmpty()) {
            error(
                    topic,
                    KeyConfig.PK_FIELDS,
                    table.isView()
                            ? "Table " + table.id()
                                    + " is a view, in which an upsert finds no unique key. Write to the table"
                                    + " behind it, or set insert.mode=insert, where the view takes rows"
                            : "Table " + table.id()
                                    + " has no primary key and no unique index, which insert.mode=upsert"
                                    + " needs. Add one on the columns of the key");
        } else if (!names.isEmpty()
                && !table.hasUniqueKey(names)
                && !(table.isView() && dialect.upsertsBy(connection, table, names))) {
            error(topic, KeyConfig.PK_FIELDS, TableSchemas.missingKey(dialect, table, names));
        }
    }

    /** A key says which row it is, and a mark would change that. */
    private void markOutsideKey(String topic, TopicSettings settings, TableDefinition table) {
        if (!settings.writes().marksDeletes()) {
            return;
        }
        Optional<String> mark =
                nameIn(table, settings.columnName().apply(settings.writes().deleteColumn()));
        List<Optional<String>> key = settings.key().columns().stream()
                .map(settings.columnName())
                .map(column -> nameIn(table, column))
                .toList();
        // Which key it is, only the records say: it is one of those that the table has.
        boolean isKey = key.isEmpty()
                ? !table.uniqueKeys().isEmpty()
                        && table.uniqueKeys().stream().allMatch(columns -> mark.filter(columns::contains)
                                .isPresent())
                : mark.isPresent() && key.contains(mark);
        if (isKey) {
            error(
                    topic,
                    WriteConfig.DELETE_COLUMN,
                    "Column " + settings.writes().deleteColumn() + " of table " + table.id()
                            + " is part of the key, which says what row a delete marks. Name a column of its own");
        }
    }

    private static Optional<String> nameIn(TableDefinition table, String column) {
        return table.column(column).map(ColumnDefinition::name);
    }

    /** The columns that every row has because the configuration says so. */
    private void writtenColumns(String topic, WriteConfig writes, TableDefinition table) {
        if (writes.marksDeletes()) {
            mark(topic, writes.deleteColumn(), table);
        }
        ChangePolicy policy = config.evolution().policy();
        if (policy.evolution() == SchemaEvolution.PLAN || policy.evolves()) {
            return;
        }
        if (writes.ruleColumn() != null) {
            column(topic, writes.ruleColumnKey(), writes.ruleColumn(), table);
        }
        if (writes.marksDeletes()) {
            column(topic, WriteConfig.DELETE_COLUMN, writes.deleteColumn(), table);
        }
    }

    private void mark(String topic, String name, TableDefinition table) {
        table.column(config.tables().foldColumn().apply(name))
                .filter(column -> !config.connection().dialect().takesMarks(column))
                .ifPresent(column -> error(
                        topic,
                        WriteConfig.DELETE_COLUMN,
                        "Column " + column.name() + " of table " + table.id() + " is " + column.type()
                                + ", and rows are marked as deleted by a boolean: name another column, or give this one"
                                + " the type boolean"));
    }

    private void column(String topic, String key, String column, TableDefinition table) {
        if (table.column(config.tables().foldColumn().apply(column)).isEmpty()) {
            error(
                    topic,
                    key,
                    "Table " + table.id() + " has no column " + column + ". Its columns: "
                            + TableSchemas.columnNames(table) + ". Add it, set " + EvolutionConfig.AUTO_EVOLVE
                            + "=true, or name another");
        }
    }
}
