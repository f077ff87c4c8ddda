/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.config;

import io.synchub.connect.common.config.Choice;
import io.synchub.connect.common.config.PollConfig;
import io.synchub.connect.common.config.Preset;
import io.synchub.connect.common.config.RateConfig;
import io.synchub.connect.common.config.RetryConfig;
import io.synchub.connect.common.config.TokenForm;
import io.synchub.connect.common.config.UrlForm;
import io.synchub.connect.notion.query.NotionFilter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The Notion source's configuration: Notion's own keys, and those of every polling connector. Immutable. */
public final class NotionConfig {
    public static final String TOKEN = "notion.token";
    public static final String URL = "notion.url";
    public static final String VERSION = "notion.version";
    public static final String DATA_SOURCES = "notion.data.sources";
    public static final String DATABASES = "notion.databases";
    public static final String FILTER = "notion.filter";
    public static final String CONTENT = "notion.content";

    /** Every data source that is shared with the token. */
    public static final String ALL = "*";

    /** What Notion's documentation permits to every integration, on every plan. */
    private static final int REQUESTS_PER_MINUTE = 180;

    private static final int BURST = 5;
    private static final String ADDRESS = "https://api.notion.com";
    private static final String GROUP = "Notion";
    private static final Choice<Content> CONTENTS = Choice.of(Content.class);

    private final AbstractConfig values;

    /** Whether a page's text is read. */
    enum Content {
        NONE,
        MARKDOWN
    }

    private NotionConfig(AbstractConfig values) {
        this.values = values;
    }

    /** @throws org.apache.kafka.common.config.ConfigException when a key is not valid */
    public static NotionConfig of(Map<String, String> properties) {
        return new NotionConfig(new AbstractConfig(definition(), completed(properties), false));
    }

    /** With the preset's values where the user gave none. */
    public static Map<String, String> completed(Map<String, String> properties) {
        return Preset.complete(properties, RateConfig.Per.MINUTE, REQUESTS_PER_MINUTE);
    }

    public static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        defineAccess(definition);
        defineTables(definition);
        PollConfig.define(definition);
        RateConfig.define(definition, RateConfig.Per.MINUTE, REQUESTS_PER_MINUTE, BURST);
        return RetryConfig.define(definition);
    }

    private static void defineAccess(ConfigDef definition) {
        definition
                .define(
                        TOKEN,
                        Type.PASSWORD,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new TokenForm("Put the integration's token there, from its page in Notion's settings"),
                        Importance.HIGH,
                        "The token of a Notion integration with the capability 'Read content'. What shall be followed must"
                                + " be shared with that integration. Better given through a config provider, such as"
                                + " ${file:/secrets/notion.properties:token}.",
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
                        "Scheme and host of the API, without /v1. Change it for a proxy or a simulator only.",
                        GROUP,
                        2,
                        Width.MEDIUM,
                        "API address")
                .define(
                        VERSION,
                        Type.STRING,
                        VersionForm.OLDEST,
                        new VersionForm(),
                        Importance.LOW,
                        "The API version that is asked for, as a date; " + VersionForm.OLDEST
                                + " or later. A later one may answer in forms that this connector does not know.",
                        GROUP,
                        3,
                        Width.SHORT,
                        "API version");
    }

    private static void defineTables(ConfigDef definition) {
        definition
                .define(
                        DATA_SOURCES,
                        Type.LIST,
                        List.of(),
                        new DataSourcesForm(),
                        Importance.HIGH,
                        "The ids of the data sources to follow, separated by commas; or * for all that are shared with the"
                                + " token, also those that will be (looked for every five minutes by Notion's search,"
                                + " which may take some time to know them). An id may have its name before it:"
                                + " Tasks (0f3e…). Each becomes a topic.",
                        GROUP,
                        4,
                        Width.LONG,
                        "Data sources")
                .define(
                        DATABASES,
                        Type.LIST,
                        List.of(),
                        new IdsForm(),
                        Importance.MEDIUM,
                        "The ids of databases of which all data sources are followed, also those that will be added"
                                + " (looked for every five minutes). In addition to " + DATA_SOURCES + ".",
                        GROUP,
                        5,
                        Width.LONG,
                        "Databases")
                .define(
                        FILTER,
                        Type.STRING,
                        "",
                        new FilterForm(),
                        Importance.LOW,
                        "Which pages to follow, as the API's filter JSON: one filter for all data sources, or an object"
                                + " with a filter for each data source id. A page that leaves the filter is a delete,"
                                + " found by the next " + PollConfig.SWEEP + ".",
                        GROUP,
                        6,
                        Width.LONG,
                        "Filter")
                .define(
                        CONTENT,
                        Type.STRING,
                        Choice.nameOf(Content.NONE),
                        CONTENTS,
                        Importance.MEDIUM,
                        "Whether a page's text is read too. markdown: in the column content, with content_truncated where"
                                + " Notion cut it; one request more for each page that is sent, and pages wait until the"
                                + " minute of their edit is over. none: properties only.",
                        GROUP,
                        7,
                        Width.SHORT,
                        "Content",
                        CONTENTS);
    }

    public URI url() {
        return UrlForm.read(values.getString(URL));
    }

    /** For the request's header only. */
    String token() {
        return values.getPassword(TOKEN).value();
    }

    String version() {
        return values.getString(VERSION);
    }

    /** Whether {@link #dataSources} counts for nothing, since all are meant. */
    public boolean allDataSources() {
        return values.getList(DATA_SOURCES).equals(List.of(ALL));
    }

    /** Their ids as the API writes them. */
    public List<String> dataSources() {
        return allDataSources() ? List.of() : IdsForm.ids(values.getList(DATA_SOURCES));
    }

    public List<String> databases() {
        return IdsForm.ids(values.getList(DATABASES));
    }

    public NotionFilter filter() {
        return NotionFilter.parse(values.getString(FILTER));
    }

    public boolean readsContent() {
        return CONTENTS.read(values, CONTENT) == Content.MARKDOWN;
    }

    public PollConfig polling() {
        return new PollConfig(values);
    }

    public RetryConfig retries() {
        return new RetryConfig(values);
    }

    public RateConfig rate() {
        return new RateConfig(values, RateConfig.Per.MINUTE);
    }
}
