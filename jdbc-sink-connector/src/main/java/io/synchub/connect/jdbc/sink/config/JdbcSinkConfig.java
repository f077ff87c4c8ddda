/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import io.synchub.connect.common.config.Choice;
import io.synchub.connect.common.config.Validation;
import io.synchub.connect.jdbc.config.ConnectionConfig;
import io.synchub.connect.jdbc.write.WriteMode;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The configuration of {@link io.synchub.connect.jdbc.sink.JdbcSinkConnector}. Names follow Confluent's JDBC sink. */
public final class JdbcSinkConfig extends AbstractConfig {
    public static final String INSERT_MODE = "insert.mode";
    public static final String PK_MODE = "pk.mode";
    public static final String PK_FIELDS = "pk.fields";
    public static final String DELETE_ENABLED = "delete.enabled";
    public static final String AUTO_CREATE = "auto.create";
    public static final String AUTO_EVOLVE = "auto.evolve";
    public static final String UNAVAILABLE_VALUE_PLACEHOLDER = "unavailable.value.placeholder";
    public static final String TABLE_NAME_FORMAT = "table.name.format";

    /** The columns that hold a record's position with {@code pk.mode=kafka} and no {@code pk.fields}. */
    public static final List<String> KAFKA_KEY_COLUMNS =
            List.of("__connect_topic", "__connect_partition", "__connect_offset");

    private static final String WRITES = "Writes";
    private static final String TABLES = "Tables";
    /** How many connections a task uses at once. */
    private static final int CONNECTIONS = 1;

    private static final int DEFAULT_BATCH_SIZE = 10_000;
    private static final Choice<WriteMode> INSERT_MODES = Choice.withUnderscores(WriteMode.class);
    private static final Choice<PrimaryKeyMode> PK_MODES = Choice.withUnderscores(PrimaryKeyMode.class);

    public static final ConfigDef DEFINITION = definition();

    private final ConnectionConfig connection;
    private final BatchingConfig batching;
    private final RetryConfig retries;
    private final TableNameFormat tableNames;

    public JdbcSinkConfig(Map<String, String> properties) {
        super(DEFINITION, properties);
        this.connection = new ConnectionConfig(this, "");
        this.batching = new BatchingConfig(this);
        this.retries = new RetryConfig(this);
        this.tableNames = new TableNameFormat(getString(TABLE_NAME_FORMAT));
    }

    private static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        ConnectionConfig.define(definition, "", "Connection", "destination");
        definition
                .define(
                        INSERT_MODE,
                        Type.STRING,
                        "insert",
                        INSERT_MODES,
                        Importance.HIGH,
                        "How a row gets into its table. insert: INSERT, and a row whose key exists is an error; upsert:"
                                + " insert, or update the row of the same key, so that replays change nothing; update:"
                                + " update the row of the same key, if there is one. upsert and update need a pk.mode.",
                        WRITES,
                        1,
                        Width.SHORT,
                        "Insert mode",
                        INSERT_MODES)
                .define(
                        PK_MODE,
                        Type.STRING,
                        "none",
                        PK_MODES,
                        Importance.HIGH,
                        "Where the key columns come from. none: rows have no key; kafka: topic, partition and offset;"
                                + " record_key: the record's key; record_value: fields of the value.",
                        WRITES,
                        2,
                        Width.SHORT,
                        "Primary key mode",
                        PK_MODES)
                .define(
                        PK_FIELDS,
                        Type.LIST,
                        List.of(),
                        ConfigDef.LambdaValidator.with((key, value) -> {}, () -> "comma-separated names"),
                        Importance.MEDIUM,
                        "The key columns, by name. record_key: the column for a primitive key, or fields of a struct key"
                                + " (empty: all of them); record_value: fields of the value (empty: all of them); kafka:"
                                + " three columns (empty: " + String.join(", ", KAFKA_KEY_COLUMNS) + ").",
                        WRITES,
                        3,
                        Width.LONG,
                        "Primary key fields")
                .define(
                        DELETE_ENABLED,
                        Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "Whether a tombstone, or a Debezium event that says so, deletes the row of its key. Needs"
                                + " pk.mode=record_key. When false, deletes are ignored.",
                        WRITES,
                        4,
                        Width.SHORT,
                        "Delete rows")
                .define(
                        UNAVAILABLE_VALUE_PLACEHOLDER,
                        Type.STRING,
                        "__debezium_unavailable_value",
                        new ConfigDef.NonEmptyString(),
                        Importance.LOW,
                        "What Debezium writes for a large value that an update did not touch and the database's log does"
                                + " not hold (PostgreSQL: TOAST, unless the replica identity is full). Such a column"
                                + " keeps the value it has: the row's other columns are updated. The same as the source"
                                + " connector's key of this name.",
                        WRITES,
                        5,
                        Width.MEDIUM,
                        "Placeholder of unavailable values")
                .define(
                        TABLE_NAME_FORMAT,
                        Type.STRING,
                        "${topic}",
                        TableNameFormat::check,
                        Importance.MEDIUM,
                        "The table of a record: table, schema.table or catalog.schema.table, case kept. ${topic} stands"
                                + " for the record's topic.",
                        TABLES,
                        1,
                        Width.LONG,
                        "Table name")
                .define(
                        AUTO_CREATE,
                        Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "Whether a missing table is created from the record's schemas, with the key as primary key.",
                        TABLES,
                        2,
                        Width.SHORT,
                        "Create tables")
                .define(
                        AUTO_EVOLVE,
                        Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "Whether columns that a record has and the table has not are added: they take nulls, and rows"
                                + " that are there get the field's default, unless it is a date or time. NOT NULL is"
                                + " dropped from columns whose field became optional or is gone. Nothing is ever"
                                + " removed.",
                        TABLES,
                        3,
                        Width.SHORT,
                        "Add columns");
        BatchingConfig.define(definition, DEFAULT_BATCH_SIZE, "records");
        return RetryConfig.define(definition);
    }

    /** Hangs on their keys the errors that no single key shows. */
    public static void check(Map<String, String> properties, Validation validation) {
        JdbcSinkConfig config = new JdbcSinkConfig(properties);
        config.connection().check(validation, CONNECTIONS, "it writes with one");
        PrimaryKeyMode pkMode = config.primaryKeyMode();
        int pkFields = config.primaryKeyFields().size();
        if (config.writeMode().needsKey() && pkMode == PrimaryKeyMode.NONE) {
            validation.error(
                    PK_MODE,
                    "insert.mode=" + INSERT_MODES.name(config.writeMode())
                            + " needs a key: set pk.mode to record_key, record_value or kafka");
        }
        if (config.deleteEnabled() && pkMode != PrimaryKeyMode.RECORD_KEY) {
            validation.error(
                    DELETE_ENABLED,
                    "deletes find their row by the record's key: set pk.mode=record_key, or delete.enabled=false");
        }
        if (pkMode == PrimaryKeyMode.KAFKA && pkFields != 0 && pkFields != KAFKA_KEY_COLUMNS.size()) {
            validation.error(
                    PK_FIELDS, "pk.mode=kafka needs three column names, for topic, partition and offset, or none");
        }
    }

    public ConnectionConfig connection() {
        return connection;
    }

    public BatchingConfig batching() {
        return batching;
    }

    public RetryConfig retries() {
        return retries;
    }

    public TableNameFormat tableNames() {
        return tableNames;
    }

    public WriteMode writeMode() {
        return INSERT_MODES.read(this, INSERT_MODE);
    }

    public PrimaryKeyMode primaryKeyMode() {
        return PK_MODES.read(this, PK_MODE);
    }

    public List<String> primaryKeyFields() {
        return getList(PK_FIELDS);
    }

    public boolean deleteEnabled() {
        return getBoolean(DELETE_ENABLED);
    }

    public String unavailableValuePlaceholder() {
        return getString(UNAVAILABLE_VALUE_PLACEHOLDER);
    }

    public boolean autoCreate() {
        return getBoolean(AUTO_CREATE);
    }

    public boolean autoEvolve() {
        return getBoolean(AUTO_EVOLVE);
    }
}
