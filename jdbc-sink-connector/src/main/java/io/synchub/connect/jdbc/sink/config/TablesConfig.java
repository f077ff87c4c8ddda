/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import io.synchub.connect.common.config.Choice;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableLookup;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Which tables are written to, how they are named. */
public final class TablesConfig {
    public static final String TABLE_NAME_FORMAT = "table.name.format";
    public static final String FIELDS_WHITELIST = "fields.whitelist";
    public static final String TABLE_TYPES = "table.types";
    public static final String QUOTE_SQL_IDENTIFIERS = "quote.sql.identifiers";
    public static final String DIALECT_NAME = "dialect.name";

    static final String GROUP = "Tables";
    private static final Choice<QuoteMode> QUOTE_MODES = Choice.of(QuoteMode.class);

    private final List<String> types;
    private final QuoteMode quoting;
    private final UnaryOperator<String> fold;
    private final UnaryOperator<String> foldColumn;

    /** @param dialect of the URL */
    TablesConfig(AbstractConfig config, Dialect dialect) {
        this.types = config.getList(TABLE_TYPES).stream()
                .map(type -> type.trim().toUpperCase(Locale.ROOT))
                .toList();
        this.quoting = QUOTE_MODES.read(config, QUOTE_SQL_IDENTIFIERS);
        boolean folds = quoting == QuoteMode.NEVER;
        this.fold = folds ? dialect::fold : UnaryOperator.identity();
        this.foldColumn = folds ? dialect::foldColumn : UnaryOperator.identity();
    }

    /** Declares the keys that a topic may have of its own. */
    static ConfigDef defineByTopic(ConfigDef definition) {
        return definition
                .define(
                        TABLE_NAME_FORMAT,
                        Type.STRING,
                        "${topic}",
                        TableNameFormat::check,
                        Importance.MEDIUM,
                        "The table of a record: table, schema.table or catalog.schema.table (MariaDB and MySQL: table or"
                                + " database.table), case kept; a part that holds dots stands in double quotes. ${topic} is the record's topic, ${header:name} the"
                                + " text of a header, ${field:path} a field of the row, or with source.… one of a"
                                + " Debezium event's source block. A record that lacks it is refused. A topic may have its"
                                + " own as topic.<name>.table.name.format; so may it of fields.whitelist and of all keys"
                                + " of the groups Writes and Keys.",
                        GROUP,
                        1,
                        Width.LONG,
                        "Table name")
                .define(
                        FIELDS_WHITELIST,
                        Type.LIST,
                        List.of(),
                        ConfigDef.LambdaValidator.with((key, value) -> {}, () -> "comma-separated names"),
                        Importance.MEDIUM,
                        "The fields of the value that are written; empty: all. Key columns are written whether they are"
                                + " listed or not, and so are the columns that update.when and delete.mode need. Names"
                                + " that no record has do no harm.",
                        GROUP,
                        2,
                        Width.LONG,
                        "Fields");
    }

    /** Declares the keys that are one for all topics. */
    static ConfigDef define(ConfigDef definition) {
        return definition
                .define(
                        TABLE_TYPES,
                        Type.LIST,
                        List.of(),
                        ConfigDef.LambdaValidator.with((key, value) -> {}, () -> "types, such as TABLE,VIEW"),
                        Importance.LOW,
                        "What a table that is found must be: TABLE, PARTITIONED TABLE, VIEW or another type that the"
                                + " database has. Empty: any of them.",
                        GROUP,
                        3,
                        Width.MEDIUM,
                        "Table types")
                .define(
                        QUOTE_SQL_IDENTIFIERS,
                        Type.STRING,
                        "always",
                        QUOTE_MODES,
                        Importance.MEDIUM,
                        "How names of tables and columns are understood. always: as they are written, case kept; never:"
                                + " as the database understands names without quotes, in lower case in PostgreSQL, and"
                                + " found without regard to case. Reserved words work either way.",
                        GROUP,
                        4,
                        Width.SHORT,
                        "Quote identifiers",
                        QUOTE_MODES)
                .define(
                        DIALECT_NAME,
                        Type.STRING,
                        "",
                        ConfigDef.LambdaValidator.with((key, value) -> {}, () -> "the name of a database"),
                        Importance.LOW,
                        "The name of the database. The URL says it too, so that it need not be given; one that"
                                + " contradicts the URL is an error. Only StarRocks must be named beside a URL of MySQL,"
                                + " whose protocol it speaks. Names such as PostgreSqlDatabaseDialect are understood.",
                        GROUP,
                        5,
                        Width.MEDIUM,
                        "Dialect");
    }

    /** How tables are found in a database. */
    public TableLookup lookup(Dialect dialect) {
        return new TableLookup(dialect, types, quoting == QuoteMode.NEVER);
    }

    /** Whether a table that the connector makes is of a type that is wanted. */
    public boolean takesNewTables() {
        return types.isEmpty() || types.contains(TableDefinition.BASE_TABLE);
    }

    /** Gives a table's name that is not quoted as it stands in the catalog. */
    UnaryOperator<String> fold() {
        return fold;
    }

    /** Gives a column's name that is not quoted in the form by which it is found. */
    public UnaryOperator<String> foldColumn() {
        return foldColumn;
    }
}
