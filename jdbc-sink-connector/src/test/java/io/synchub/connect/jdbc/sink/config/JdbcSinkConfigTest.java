/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.common.config.Validation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcSinkConfigTest {

    private static Map<String, String> with(String... properties) {
        Map<String, String> all = new HashMap<>(Map.of("connection.url", "jdbc:postgresql:x"));
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        return all;
    }

    /** The keys with errors, as validate would tell them before it connects. */
    private static Map<String, String> errors(String... properties) {
        Map<String, String> all = with(properties);
        Validation validation = new Validation(new Config(JdbcSinkConfig.DEFINITION.validate(all)));
        JdbcSinkConfig.checkKeys(all, validation);
        if (!validation.hasErrors()) {
            JdbcSinkConfig.check(all, validation);
        }
        return validation.config().configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, value -> String.join(" / ", value.errorMessages())));
    }

    @Test
    void every_key_is_described() {
        for (ConfigDef.ConfigKey key : JdbcSinkConfig.DEFINITION.configKeys().values()) {
            assertThat(key.group).as(key.name).isNotBlank();
            assertThat(key.orderInGroup).as(key.name).isPositive();
            assertThat(key.displayName).as(key.name).isNotEqualTo(key.name);
            assertThat(key.documentation).as(key.name).endsWith(".");
        }
        assertThat(JdbcSinkConfig.DEFINITION.configKeys().values().stream().map(key -> key.group + key.orderInGroup))
                .doesNotHaveDuplicates();
    }

    @Test
    void keys_show_with_what_they_depend_on() {
        assertThat(visible()).doesNotContain("update.when", "update.version.column", "delete.mode", "pk.fields");
        assertThat(visible("insert.mode", "upsert", "pk.mode", "record_key")).contains("update.when", "pk.fields");
        assertThat(visible("insert.mode", "upsert", "update.when", "newer"))
                .contains("update.version.column")
                .doesNotContain("update.hash.column");
        assertThat(visible("delete.enabled", "true", "delete.mode", "soft")).contains("delete.mode", "delete.column");
    }

    private static List<String> visible(String... properties) {
        return JdbcSinkConfig.DEFINITION.validate(with(properties)).stream()
                .filter(ConfigValue::visible)
                .map(ConfigValue::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "mssql.use.merge.holdlock, false, delete the line",
        "mssql.other, x, delete the line",
        "timestamp.fields.list, a, TimestampConverter",
        "string.output.value.column.name, text, HoistField",
        "jdbc.credentials.provider.class, com.acme.Vault, config providers",
        "sql.quote.identifiers, true, quote.sql.identifiers",
        "table.name.normalize, true, RegexRouter",
        "topics.to.tables.mapping, a:b, topic.<name>.table.name.format",
        "connection.username, me, connection.user",
        "connection.pool.max_size, 32, pool.max",
        "primary.key.mode, record_key, pk.mode",
        "primary.key.fields, id, pk.fields",
        "collection.name.format, x, table.name.format",
        "quote.identifiers, false, quote.sql.identifiers",
        "field.include.list, a, fields.whitelist",
        "flush.max.retries, 5, max.retries",
        "flush.retry.delay.ms, 5, retry.backoff.ms"
    })
    void keys_of_other_sinks_are_refused_with_ours(String key, String value, String mend) {
        Map<String, String> errors = errors(key, value);
        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key)).contains(mend);
    }

    @Test
    void keys_of_other_sinks_that_change_nothing_are_accepted() {
        assertThat(errors(
                        "mssql.use.merge.holdlock", "true",
                        "timestamp.fields.list", "",
                        "string.output.value.column.name", "record_value",
                        "table.name.normalize", "false",
                        "date.timezone", "DB_TIMEZONE",
                        "trim.sensitive.log", "false"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "topic.a.b.insert.mode, merge, Must be one of",
        "topic.a.b.table.name.format, ${x}, Knows no other placeholders",
        "topic.a.b.delete.enabled, perhaps, either true or false",
        "topic.a.b.batch.size, 5, no setting of a single topic",
        "topic.a.b.insert.mod, upsert, no such setting",
        "topic.insert.mode, upsert, set it without topic.<name>",
        "topic.a.b.insert.mode, upsert, needs a key",
        "topic.a.b.update.when, newer, set insert.mode=upsert or update",
        "topic.a.b.delete.enabled, true, set pk.mode=record_key"
    })
    void settings_of_one_topic_are_checked_on_their_key(String key, String value, String message) {
        Map<String, String> errors = errors(key, value);
        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key)).contains(message);
    }

    @Test
    void settings_of_one_topic_that_only_make_sense_together_are_accepted() {
        assertThat(errors(
                        "topic.a.b.insert.mode", "upsert",
                        "topic.a.b.pk.mode", "record_key",
                        "topic.a.b.update.when", "newer",
                        "topic.a.b.update.version.column", "v",
                        "topic.a.b.delete.enabled", "true"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PostgreSQL", "postgresql", "PostgreSqlDatabaseDialect"})
    void the_database_of_the_url_may_be_named(String name) {
        assertThat(errors("dialect.name", name)).isEmpty();
    }

    @Test
    void another_database_than_that_of_the_url_is_refused() {
        Map<String, String> errors = errors("dialect.name", "OracleDatabaseDialect");
        assertThat(errors).containsOnlyKeys("dialect.name");
        assertThat(errors.get("dialect.name")).contains("PostgreSQL");
    }

    @Test
    void values_that_are_none() {
        assertThat(errors("db.timezone", "Mars/Base")).containsOnlyKeys("db.timezone");
        assertThat(errors("insert.mode", "multi").get("insert.mode")).contains("write insert instead", "batch.size");
        assertThat(errors("writers.per.task", "0")).containsOnlyKeys("writers.per.task");
        assertThat(new JdbcSinkConfig(with("batch.size", "0")).batching().batchSize())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:clickhouse://h/d, insert_ignore, always, insert.mode",
        "jdbc:ch://h/d, update, always, insert.mode",
        "jdbc:clickhouse://h/d, upsert, changed, update.when",
        "jdbc:starrocks://h/d, insert_ignore, always, insert.mode",
        "jdbc:starrocks://h/d, upsert, newer, update.when"
    })
    void a_rule_that_the_database_does_not_know_is_refused(String url, String mode, String when, String key) {
        assertThat(errors(
                        "connection.url",
                        url,
                        "insert.mode",
                        mode,
                        "update.when",
                        when,
                        "update.version.column",
                        "v",
                        "pk.mode",
                        "record_key",
                        "pk.fields",
                        "id"))
                .containsOnlyKeys(key);
        assertThat(errors(
                        "connection.url",
                        url,
                        "insert.mode",
                        "upsert",
                        "pk.mode",
                        "record_key",
                        "pk.fields",
                        "id",
                        "topic.a.b.insert.mode",
                        mode,
                        "topic.a.b.update.when",
                        when,
                        "topic.a.b.update.version.column",
                        "v"))
                .containsOnlyKeys("topic.a.b." + key);
    }

    @Test
    void clickhouse_neither_marks_rows_nor_orders_deletes_by_the_users_version() {
        String[] deletes = {
            "connection.url",
            "jdbc:clickhouse://h/d",
            "insert.mode",
            "upsert",
            "pk.mode",
            "record_key",
            "pk.fields",
            "id",
            "delete.enabled",
            "true"
        };
        assertThat(errors(deletes)).isEmpty();
        assertThat(errors(and(deletes, "delete.mode", "soft"))).containsOnlyKeys("delete.mode");
        assertThat(errors(and(deletes, "update.when", "newer", "update.version.column", "v")))
                .containsOnlyKeys("delete.enabled");
    }

    private static String[] and(String[] properties, String... more) {
        return Stream.concat(Stream.of(properties), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void starrocks_is_told_from_mysql_by_its_name() {
        String[] mysql = {
            "connection.url",
            "jdbc:mysql://h/d",
            "insert.mode",
            "insert_ignore",
            "pk.mode",
            "record_key",
            "pk.fields",
            "id"
        };
        assertThat(errors(mysql)).isEmpty();
        assertThat(errors(and(mysql, "dialect.name", "StarRocks"))).containsOnlyKeys("insert.mode");
        assertThat(errors("dialect.name", "StarRocks")).containsOnlyKeys("dialect.name");
    }
}
