/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import io.synchub.connect.common.config.Choice;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.ValueOptions.NulPolicy;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** What becomes of values on their way into columns. */
public final class ValuesConfig {
    public static final String DB_TIMEZONE = "db.timezone";
    public static final String TEXT_NUL = "text.nul";
    public static final String REPLACE_NULL_WITH_DEFAULT = "replace.null.with.default";
    public static final String UNAVAILABLE_VALUE_PLACEHOLDER = "unavailable.value.placeholder";

    private static final String GROUP = "Values";
    private static final Choice<NulPolicy> NUL_POLICIES = Choice.of(NulPolicy.class);

    private final ValueOptions options;
    private final boolean replacesNulls;
    private final String placeholder;

    ValuesConfig(AbstractConfig config) {
        this.options =
                new ValueOptions(ZoneId.of(config.getString(DB_TIMEZONE).trim()), NUL_POLICIES.read(config, TEXT_NUL));
        this.replacesNulls = config.getBoolean(REPLACE_NULL_WITH_DEFAULT);
        this.placeholder = config.getString(UNAVAILABLE_VALUE_PLACEHOLDER);
    }

    static ConfigDef define(ConfigDef definition) {
        return definition
                .define(
                        DB_TIMEZONE,
                        Type.STRING,
                        "UTC",
                        ConfigDef.LambdaValidator.with(
                                ValuesConfig::checkZone, () -> "a time zone, such as Europe/Rome"),
                        Importance.MEDIUM,
                        "Points in time (Connect's Timestamp and Time, Debezium's ZonedTimestamp) are written by the"
                                + " clock of this time zone where their column has no zone. Columns with a zone hold the"
                                + " same instant whatever it is; dates and Debezium's timestamps without a zone are never"
                                + " moved.",
                        GROUP,
                        1,
                        Width.MEDIUM,
                        "Time zone of the database")
                .define(
                        TEXT_NUL,
                        Type.STRING,
                        "fail",
                        NUL_POLICIES,
                        Importance.LOW,
                        "What becomes of the character 0x00 in texts, which PostgreSQL can not store. fail: the row is"
                                + " refused; strip: it is left out; escape: the six characters \\u0000 stand for it."
                                + " Other databases are sent it as it is.",
                        GROUP,
                        2,
                        Width.SHORT,
                        "0x00 in texts",
                        NUL_POLICIES)
                .define(
                        REPLACE_NULL_WITH_DEFAULT,
                        Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "Whether a field that is null, and whose schema has a default, is written as that default, in key"
                                + " columns too. When false a null stays a null. Confluent's sink has true here.",
                        GROUP,
                        3,
                        Width.SHORT,
                        "Replace null with the default")
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
                        GROUP,
                        4,
                        Width.MEDIUM,
                        "Placeholder of unavailable values");
    }

    private static void checkZone(String key, Object value) {
        try {
            ZoneId.of(String.valueOf(value).trim());
        } catch (DateTimeException e) {
            throw new ConfigException(key, value, "Must be a time zone of Java's, such as UTC or Europe/Rome");
        }
    }

    /** What the database's writers need to know. */
    public ValueOptions options() {
        return options;
    }

    public boolean replacesNulls() {
        return replacesNulls;
    }

    /** Debezium's {@code unavailable.value.placeholder}. */
    public String placeholder() {
        return placeholder;
    }
}
