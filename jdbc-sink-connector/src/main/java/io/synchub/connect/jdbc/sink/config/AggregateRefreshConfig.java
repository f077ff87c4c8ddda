/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import io.synchub.connect.common.config.Validation;
import io.synchub.connect.jdbc.config.ConnectionConfig;
import io.synchub.connect.jdbc.dialect.AggregateSource;
import io.synchub.connect.jdbc.dialect.AggregateTarget;
import io.synchub.connect.jdbc.schema.TableId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The configuration of {@link io.synchub.connect.jdbc.sink.AggregateRefreshSinkConnector}. */
public final class AggregateRefreshConfig extends AbstractConfig {
    public static final String QUERY = "query";
    public static final String KEY_FIELDS = "key.fields";
    public static final String TABLE_NAME = "table.name";
    public static final String AUTO_CREATE = "auto.create";
    public static final String SOURCE_TABLES = "source.tables";
    public static final String QUERY_TIMEOUT_MS = "query.timeout.ms";

    private static final String SOURCE_PREFIX = "source.";
    private static final String TOPICS = "topics";
    private static final String AGGREGATE = "Aggregate";
    private static final int DEFAULT_BATCH_SIZE = 500;
    private static final int SCHEMA_AND_TABLE = 2;

    public static final ConfigDef DEFINITION = definition();

    private final ConnectionConfig source;
    private final ConnectionConfig destination;
    private final BatchingConfig batching;
    private final RetryConfig retries;
    private final TableId table;

    public AggregateRefreshConfig(Map<String, String> properties) {
        super(DEFINITION, properties);
        this.source = new ConnectionConfig(this, SOURCE_PREFIX);
        this.destination = new ConnectionConfig(this, "");
        this.batching = new BatchingConfig(this);
        this.retries = new RetryConfig(this);
        this.table = TableId.parse(getString(TABLE_NAME).trim());
    }

    private static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        ConnectionConfig.define(definition, SOURCE_PREFIX, "Source", "database where the query runs");
        ConnectionConfig.define(definition, "", "Destination", "database of the summary table");
        definition
                .define(
                        QUERY,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        AggregateRefreshConfig::checkQuery,
                        Importance.HIGH,
                        "The SELECT … GROUP BY that computes the summary, run in the source for the affected keys only."
                                + " Its columns are the columns of the summary table; the key fields must be among them"
                                + " and be what it groups by. It is restricted to the keys from outside; a query that"
                                + " wants to join them itself writes ${keys} where a table may stand. Sessions have the"
                                + " time zone UTC.",
                        AGGREGATE,
                        1,
                        Width.LONG,
                        "Query")
                .define(
                        KEY_FIELDS,
                        Type.LIST,
                        ConfigDef.NO_DEFAULT_VALUE,
                        ConfigDef.LambdaValidator.with(AggregateRefreshConfig::checkKeyFields, () -> "names"),
                        Importance.HIGH,
                        "The columns by which the query groups: the names that the AggregateKey transform gives, and the"
                                + " unique key of the summary table.",
                        AGGREGATE,
                        2,
                        Width.LONG,
                        "Key fields")
                .define(
                        TABLE_NAME,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        ConfigDef.LambdaValidator.with(AggregateRefreshConfig::checkTableName, () -> "a table name"),
                        Importance.HIGH,
                        "The summary table in the destination: table or schema.table, case kept.",
                        AGGREGATE,
                        3,
                        Width.MEDIUM,
                        "Summary table")
                .define(
                        AUTO_CREATE,
                        Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "Whether a missing summary table is created from the query's columns, with the key fields as"
                                + " primary key.",
                        AGGREGATE,
                        4,
                        Width.SHORT,
                        "Create the table")
                .define(
                        SOURCE_TABLES,
                        Type.LIST,
                        List.of(),
                        ConfigDef.LambdaValidator.with(AggregateRefreshConfig::checkTableNames, () -> "table names"),
                        Importance.MEDIUM,
                        "The tables whose changes the topics carry, each as table or schema.table. Their REPLICA IDENTITY"
                                + " must be FULL, which is checked: without it a row that is deleted or moves to another"
                                + " group does not say which group it left. Empty: derived from topics of the form"
                                + " prefix.schema.table.",
                        AGGREGATE,
                        5,
                        Width.LONG,
                        "Source tables")
                .define(
                        QUERY_TIMEOUT_MS,
                        Type.LONG,
                        60_000L,
                        Range.between(1_000, 3_600_000),
                        Importance.LOW,
                        "How long in milliseconds the query may run for one batch of keys before it is cancelled and"
                                + " tried again. Other tasks that refresh the same keys wait so long.",
                        AGGREGATE,
                        6,
                        Width.SHORT,
                        "Query time-out (ms)");
        BatchingConfig.define(definition, DEFAULT_BATCH_SIZE, "keys");
        return RetryConfig.define(definition);
    }

    private static void checkQuery(String key, Object value) {
        String query = value == null ? "" : value.toString().strip();
        if (query.isEmpty()) {
            throw new ConfigException(key, null, "Must be a SELECT … GROUP BY");
        }
        if (query.endsWith(";")) {
            throw new ConfigException("Invalid value for configuration " + key
                    + ": it becomes a part of a larger statement, so leave out the semicolon at its end");
        }
    }

    private static void checkKeyFields(String key, Object value) {
        if (!(value instanceof List<?> names) || names.isEmpty() || names.contains("")) {
            throw new ConfigException(key, value, "Must name at least one column of the query's result");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new ConfigException(key, value, "Names a column twice");
        }
    }

    private static void checkTableName(String key, Object value) {
        try {
            TableId.parse(value == null ? "" : value.toString().trim());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key, value, e.getMessage());
        }
    }

    private static void checkTableNames(String key, Object value) {
        if (value instanceof List<?> names) {
            names.forEach(name -> checkTableName(key, name));
        }
    }

    /** Hangs on their keys the errors that no single key shows. */
    public static void check(Map<String, String> properties, Validation validation) {
        AggregateRefreshConfig config = new AggregateRefreshConfig(properties);
        config.source.check(validation, 1, "it reads with one");
        config.destination.check(validation, 1, "it writes with one");
    }

    public ConnectionConfig source() {
        return source;
    }

    /**
     * What the source offers for aggregates.
     *
     * @throws ConfigException when the source is a database that can not serve as such
     */
    public AggregateSource aggregateSource() {
        return source.dialect()
                .aggregateSource()
                .orElseThrow(() -> new ConfigException("Invalid value for configuration " + source.urlKey() + ": "
                        + source.dialect().name() + " can not be the source of aggregates yet"));
    }

    public ConnectionConfig destination() {
        return destination;
    }

    /**
     * What the destination offers for aggregates.
     *
     * @throws ConfigException when the destination is a database that can not serve as such
     */
    public AggregateTarget aggregateTarget() {
        return destination
                .dialect()
                .aggregateTarget()
                .orElseThrow(() -> new ConfigException("Invalid value for configuration " + destination.urlKey() + ": "
                        + destination.dialect().name() + " can not be the destination of aggregates yet"));
    }

    public BatchingConfig batching() {
        return batching;
    }

    public RetryConfig retries() {
        return retries;
    }

    public String query() {
        return getString(QUERY).strip();
    }

    public List<String> keyFields() {
        return getList(KEY_FIELDS);
    }

    public TableId table() {
        return table;
    }

    public boolean autoCreate() {
        return getBoolean(AUTO_CREATE);
    }

    public Duration queryTimeout() {
        return Duration.ofMillis(getLong(QUERY_TIMEOUT_MS));
    }

    /** The tables that the user names as sources of the topics; empty to have them derived. */
    public List<TableId> namedSourceTables() {
        return getList(SOURCE_TABLES).stream().map(TableId::parse).toList();
    }

    /** What the names of the listed topics say about their tables: candidates, which need not exist. */
    public List<TableId> sourceTablesOfTopics() {
        return Arrays.stream(originalsStrings().getOrDefault(TOPICS, "").split(","))
                .map(String::trim)
                .map(topic -> topic.split("\\."))
                .filter(parts -> parts.length > SCHEMA_AND_TABLE)
                .map(parts -> new TableId(null, parts[parts.length - SCHEMA_AND_TABLE], parts[parts.length - 1]))
                .toList();
    }
}
