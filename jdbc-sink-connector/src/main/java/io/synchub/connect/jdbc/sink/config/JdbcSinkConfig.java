/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import io.synchub.connect.common.config.Validation;
import io.synchub.connect.jdbc.config.ConnectionConfig;
import io.synchub.connect.jdbc.dialect.Dialect;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The configuration of {@link io.synchub.connect.jdbc.sink.JdbcSinkConnector}: fragments, and what single topics have of
 * their own. Names follow Confluent's JDBC sink.
 */
public final class JdbcSinkConfig extends AbstractConfig {
    private static final int DEFAULT_BATCH_SIZE = 10_000;

    public static final ConfigDef DEFINITION = definition();

    private final ConnectionConfig connection;
    private final BatchingConfig batching;
    private final DeliveryConfig delivery;
    private final RetryConfig retries;
    private final EvolutionConfig evolution;
    private final TablesConfig tables;
    private final ValuesConfig valueSettings;
    private final TopicOverrides overrides;
    private final TopicSettings common;
    private final Map<String, TopicSettings> byTopic;

    /** @throws org.apache.kafka.common.config.ConfigException when a key, also one for a topic, has no valid value */
    public JdbcSinkConfig(Map<String, String> properties) {
        super(DEFINITION, properties);
        this.connection = new ConnectionConfig(this, "", getString(TablesConfig.DIALECT_NAME));
        this.batching = new BatchingConfig(this);
        this.delivery = new DeliveryConfig(this);
        this.retries = new RetryConfig(this);
        this.evolution = new EvolutionConfig(this);
        this.tables = new TablesConfig(this, connection.dialect());
        this.valueSettings = new ValuesConfig(this);
        this.overrides = new TopicOverrides(properties);
        this.common = new TopicSettings(this, tables);
        this.byTopic = overrides.settings(tables);
    }

    private static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        ConnectionConfig.define(definition, "", "Connection", "destination");
        TopicSettings.define(definition);
        TablesConfig.define(definition);
        EvolutionConfig.define(definition, TablesConfig.GROUP, 6);
        ValuesConfig.define(definition);
        BatchingConfig.define(definition, DEFAULT_BATCH_SIZE, "records");
        BatchingConfig.defineWriters(definition);
        DeliveryConfig.define(definition);
        return RetryConfig.define(definition);
    }

    /** Hangs on their keys the errors that the definition does not show: of other sinks' keys, and of those for topics. */
    public static void checkKeys(Map<String, String> properties, Validation validation) {
        ForeignKeys.check(properties, validation);
        new TopicOverrides(properties).checkEach(validation);
    }

    /** Hangs on their keys the errors that no single key shows. There must be none of those that one shows. */
    public static void check(Map<String, String> properties, Validation validation) {
        JdbcSinkConfig config = new JdbcSinkConfig(properties);
        int writers = config.batching().writersPerTask();
        config.connection().check(validation, writers, "writers.per.task=" + writers);
        Dialect dialect = config.connection().dialect();
        int most = dialect.maxWriters();
        if (writers > most) {
            validation.error(
                    BatchingConfig.WRITERS_PER_TASK,
                    dialect.name() + " takes " + most + " writer at a time: set " + BatchingConfig.WRITERS_PER_TASK
                            + "=" + most);
        }
        config.common.check(dialect, (message, keys) -> validation.error(keys[0], message));
        config.overrides.checkTogether(config.byTopic, dialect, validation);
        DialectName.problem(config.getString(TablesConfig.DIALECT_NAME), config.connection.dialect())
                .ifPresent(problem -> validation.error(TablesConfig.DIALECT_NAME, problem));
    }

    public ConnectionConfig connection() {
        return connection;
    }

    public BatchingConfig batching() {
        return batching;
    }

    public DeliveryConfig delivery() {
        return delivery;
    }

    public RetryConfig retries() {
        return retries;
    }

    public TablesConfig tables() {
        return tables;
    }

    public ValuesConfig valueSettings() {
        return valueSettings;
    }

    /** The settings of a topic: the same instance for all that have none of their own. */
    public TopicSettings topic(String name) {
        return byTopic.getOrDefault(name, common);
    }

    public EvolutionConfig evolution() {
        return evolution;
    }

    /** The property that says what a key is for a topic, for messages. */
    public String propertyFor(String topic, String key) {
        return overrides.propertyFor(topic, key);
    }
}
