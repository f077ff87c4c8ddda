/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import io.synchub.connect.common.config.Choice;
import io.synchub.connect.common.config.DeletesBy;
import io.synchub.connect.common.config.NamedId;
import io.synchub.connect.common.config.PollConfig;
import io.synchub.connect.common.config.Preset;
import io.synchub.connect.common.config.RateConfig;
import io.synchub.connect.common.config.RetryConfig;
import io.synchub.connect.common.config.TokenForm;
import io.synchub.connect.common.config.UrlForm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The Airtable source's configuration: Airtable's own keys, and those of every polling connector. Immutable. */
public final class AirtableConfig {
    public static final String TOKEN = "airtable.token";
    public static final String URL = "airtable.url";
    public static final String BASE = "airtable.base";
    public static final String TABLES = "airtable.tables";
    public static final String VIEW = "airtable.view";
    public static final String FORMULA = "airtable.filter.formula";
    public static final String FIELDS = "airtable.fields";
    public static final String CHANGE_DETECTION = "airtable.change.detection";
    public static final String CELL_FORMAT = "airtable.cell.format";

    /** Every table of the base. */
    public static final String ALL = "*";

    /** What Airtable's documentation permits to each base, on every plan. */
    private static final int REQUESTS_PER_SECOND = 5;

    private static final int BURST = 1;
    private static final String ADDRESS = "https://api.airtable.com";
    private static final String GROUP = "Airtable";
    private static final Choice<ChangeDetection> DETECTIONS = Choice.of(ChangeDetection.class);
    private static final Choice<CellFormat> CELL_FORMATS = Choice.of(CellFormat.class);

    private final AbstractConfig values;
    private final PerTable views;
    private final PerTable formulas;

    private AirtableConfig(AbstractConfig values) {
        this.values = values;
        this.views = PerTable.parse(values.getString(VIEW));
        this.formulas = PerTable.parse(values.getString(FORMULA));
    }

    /** @throws org.apache.kafka.common.config.ConfigException when a key is not valid */
    public static AirtableConfig of(Map<String, String> properties) {
        return new AirtableConfig(new AbstractConfig(definition(), completed(properties), false));
    }

    /** With the preset's values where the user gave none. */
    public static Map<String, String> completed(Map<String, String> properties) {
        return Preset.complete(properties, RateConfig.Per.SECOND, REQUESTS_PER_SECOND, DeletesBy.CHANGES);
    }

    public static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        defineAccess(definition);
        defineTables(definition);
        defineReading(definition);
        PollConfig.define(definition, DeletesBy.CHANGES);
        RateConfig.define(
                definition,
                RateConfig.Per.SECOND,
                REQUESTS_PER_SECOND,
                BURST,
                "to this base, whose own limit it is, whatever tokens are used. One task sends them all, however many"
                        + " tasks.max permits, and connectors of the same base on one worker keep to it together. Lower it"
                        + " when others use the base too, such as scripts or connectors on other workers: when it is"
                        + " exceeded, Airtable answers nobody for 30 seconds");
        return RetryConfig.define(definition);
    }

    private static void defineAccess(ConfigDef definition) {
        definition
                .define(
                        TOKEN,
                        Type.PASSWORD,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new TokenForm("Put a personal access token there, from https://airtable.com/create/tokens"),
                        Importance.HIGH,
                        "A personal access token, or one of OAuth, that has access to the base and the scopes"
                                + " data.records:read, schema.bases:read and, for changes by the webhook, webhook:manage."
                                + " Better given through a config provider, such as"
                                + " ${file:/secrets/airtable.properties:token}.",
                        GROUP,
                        1,
                        Width.LONG,
                        "Token")
                .define(
                        URL,
                        Type.STRING,
                        ADDRESS,
                        new UrlForm(ADDRESS),
                        Importance.LOW,
                        "Scheme and host of the API, without /v0. Change it for a proxy or a simulator only.",
                        GROUP,
                        2,
                        Width.MEDIUM,
                        "API address");
    }

    private static void defineTables(ConfigDef definition) {
        definition
                .define(
                        BASE,
                        Type.STRING,
                        "",
                        new BaseForm(),
                        Importance.HIGH,
                        "The id of the base to follow, appXXXXXXXXXXXXXX, perhaps with its name before it: Sales"
                                + " (appXXXXXXXXXXXXXX). One connector follows one base.",
                        GROUP,
                        3,
                        Width.LONG,
                        "Base")
                .define(
                        TABLES,
                        Type.LIST,
                        List.of(),
                        new TablesForm(),
                        Importance.HIGH,
                        "The tables to follow, by ids or names, separated by commas; or * for all of the base, also those"
                                + " that will be. An id may have its name before it: Orders (tblXXXXXXXXXXXXXX). Prefer"
                                + " ids: they stay when tables are renamed. Each becomes a topic.",
                        GROUP,
                        4,
                        Width.LONG,
                        "Tables")
                .define(
                        VIEW,
                        Type.STRING,
                        "",
                        new PerTableForm("a view's id or name"),
                        Importance.LOW,
                        "Which records to follow, as a view: its name or id for all tables, which must all have it, or a"
                                + " JSON object with a view for each table's id or name. A record that leaves the view is a"
                                + " delete, known by the next " + PollConfig.SWEEP + " at the latest. Together with "
                                + FORMULA + ", both must show a record. The view's hidden fields are"
                                + " followed too.",
                        GROUP,
                        5,
                        Width.LONG,
                        "View")
                .define(
                        FORMULA,
                        Type.STRING,
                        "",
                        new PerTableForm("a formula"),
                        Importance.LOW,
                        "Which records to follow, as an Airtable formula such as {Status}='Open': one for all tables, which"
                                + " must all have its fields, or a JSON object with a formula for each table's id or name. A"
                                + " record that leaves the filter is a delete, known by the next " + PollConfig.SWEEP
                                + " at the latest. After a field was renamed the formula must be too.",
                        GROUP,
                        6,
                        Width.LONG,
                        "Filter formula")
                .define(
                        FIELDS,
                        Type.LIST,
                        List.of(),
                        new NamesForm(),
                        Importance.LOW,
                        "The fields to follow, by names or ids, separated by commas: each table has columns for those it"
                                + " has, at least one. Prefer ids: they stay when fields are renamed. Empty: all fields,"
                                + " also those that will be.",
                        GROUP,
                        7,
                        Width.LONG,
                        "Fields");
    }

    private static void defineReading(ConfigDef definition) {
        definition
                .define(
                        CHANGE_DETECTION,
                        Type.STRING,
                        Choice.nameOf(ChangeDetection.AUTO),
                        DETECTIONS,
                        Importance.MEDIUM,
                        "How changes are found. webhook: by a webhook of the base that the connector makes and reads itself,"
                                + " with deletes, in one request for all tables while nothing happens; the token needs the"
                                + " scope webhook:manage, and its user the role of a creator. modified-time: by a field of the"
                                + " type last modified time over all fields, which each table must have; deletes, and what is"
                                + " computed from other records, by the next " + PollConfig.SWEEP
                                + ". full: each table is read as a whole at each time of " + PollConfig.SCHEDULE
                                + ". auto: the first of these that is possible; which one and why is logged.",
                        GROUP,
                        8,
                        Width.SHORT,
                        "Change detection",
                        DETECTIONS)
                .define(
                        CELL_FORMAT,
                        Type.STRING,
                        Choice.nameOf(CellFormat.JSON),
                        CELL_FORMATS,
                        Importance.MEDIUM,
                        "How cells are read. json: each column has its field's type. string: every column is text as"
                                + " Airtable shows it to people, in UTC and US English; of attachments the file names."
                                + " Changing it sends all rows again.",
                        GROUP,
                        9,
                        Width.SHORT,
                        "Cell format",
                        CELL_FORMATS);
    }

    public URI url() {
        return UrlForm.read(values.getString(URL));
    }

    /** For the request's header only. */
    String token() {
        return values.getPassword(TOKEN).value();
    }

    /** The base's id; empty when none is given, which validation refuses. */
    public String base() {
        return NamedId.id(values.getString(BASE));
    }

    /** Whether {@link #tables} counts for nothing, since all are meant. */
    public boolean allTables() {
        return values.getList(TABLES).equals(List.of(ALL));
    }

    /** Their ids or names, without repetitions. */
    public List<String> tables() {
        return allTables() ? List.of() : AirtableIds.idsOrNames(AirtableIds.TABLE, values.getList(TABLES));
    }

    /** The id or name of a table's view; empty for all its records. */
    public String view(String tableId, String tableName) {
        return AirtableIds.idOrName(AirtableIds.VIEW, views.of(tableId, tableName));
    }

    /** A table's filter; empty for all its records. */
    public String formula(String tableId, String tableName) {
        return formulas.of(tableId, tableName);
    }

    /** The ids or names of the tables that have a view of their own. */
    public Set<String> tablesWithView() {
        return views.each().keySet();
    }

    /** The ids or names of the tables that have a formula of their own. */
    public Set<String> tablesWithFormula() {
        return formulas.each().keySet();
    }

    PerTable views() {
        return views;
    }

    PerTable formulas() {
        return formulas;
    }

    /** Ids or names; empty for all. */
    public List<String> fields() {
        return AirtableIds.idsOrNames(AirtableIds.FIELD, values.getList(FIELDS));
    }

    public ChangeDetection changeDetection() {
        return DETECTIONS.read(values, CHANGE_DETECTION);
    }

    /** Whether cells are texts as Airtable shows them to people. */
    public boolean stringCells() {
        return CELL_FORMATS.read(values, CELL_FORMAT) == CellFormat.STRING;
    }

    public PollConfig polling() {
        return new PollConfig(values);
    }

    public RetryConfig retries() {
        return new RetryConfig(values);
    }

    public RateConfig rate() {
        return new RateConfig(values, RateConfig.Per.SECOND);
    }
}
