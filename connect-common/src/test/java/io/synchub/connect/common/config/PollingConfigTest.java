/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.common.http.RateLimit;
import io.synchub.connect.common.http.RetrySettings;
import io.synchub.connect.common.schedule.Every;
import io.synchub.connect.common.schedule.Once;
import io.synchub.connect.common.schema.FieldNaming;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PollingConfigTest {
    private static final RateConfig.Per MINUTE = RateConfig.Per.MINUTE;
    private static final ConfigDef DEFINITION =
            RateConfig.define(RetryConfig.define(PollConfig.define(new ConfigDef())), MINUTE, 180, 5);

    @Test
    void defaults_are_as_documented() {
        AbstractConfig config = config(Map.of());
        PollConfig poll = new PollConfig(config);

        assertThat(poll.schedule()).isEqualTo(new Every(Duration.ofSeconds(30)));
        assertThat(poll.sweep()).isEqualTo(new Every(Duration.ofHours(1)));
        assertThat(poll.pageSize()).isEqualTo(100);
        assertThat(poll.topicPrefix()).isEqualTo("notion");
        assertThat(poll.deleteMode()).isEqualTo(DeleteMode.TOMBSTONE);
        assertThat(poll.fieldNaming()).isEqualTo(FieldNaming.PINNED);
        assertThat(poll.statusTopic()).isEmpty();
        assertThat(new RetryConfig(config).settings())
                .isEqualTo(new RetrySettings(5, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(1)));
        assertThat(new RateConfig(config, MINUTE).limit()).isEqualTo(RateLimit.perMinute(180, 5));
    }

    @Test
    void given_values_are_read() {
        AbstractConfig config = config(Map.of(
                "schedule", "once",
                "sweep", "every(5m)",
                "delete.mode", "soft",
                "field.names", "current",
                "status.topic", "status",
                "rate.limit.burst", "9"));
        PollConfig poll = new PollConfig(config);

        assertThat(poll.schedule()).isEqualTo(new Once());
        assertThat(poll.sweep()).isEqualTo(new Every(Duration.ofMinutes(5)));
        assertThat(poll.deleteMode()).isEqualTo(DeleteMode.SOFT);
        assertThat(poll.fieldNaming()).isEqualTo(FieldNaming.CURRENT);
        assertThat(poll.statusTopic()).contains("status");
        assertThat(new RateConfig(config, MINUTE).limit().burst()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topic.prefix | '' | letters",
                "topic.prefix | a/b | letters",
                "topic.prefix | .. | not . or ..",
                "status.topic | täst | empty or",
                "schedule | every(0s) | at least every(1ms)",
                "sweep | hourly | such as every(30s)",
                "page.size | 101 | 100",
                "delete.mode | hard | tombstone, soft, none",
                "field.names | old | pinned, current",
                "preset | bold | safe, default, fast",
                "retry.max.attempts | 0 | 1",
                "rate.limit.per.minute | 0 | 1"
            })
    void bad_values_are_refused_with_the_mend(String key, String value, String mend) {
        assertThatThrownBy(() -> config(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(mend);
    }

    @Test
    void a_topic_prefix_is_required() {
        assertThatThrownBy(() -> new AbstractConfig(DEFINITION, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("topic.prefix");
    }

    @Test
    void a_backoff_beyond_its_maximum_is_refused() {
        Map<String, String> properties =
                Map.of("topic.prefix", "notion", "retry.backoff.ms", "2000", "retry.backoff.max.ms", "1000");
        Validation validation = new Validation(new Config(DEFINITION.validate(properties)));

        new RetryConfig(config(properties)).check(validation);

        ConfigValue value = validation.config().configValues().stream()
                .filter(candidate -> candidate.name().equals("retry.backoff.max.ms"))
                .findFirst()
                .orElseThrow();
        assertThat(value.errorMessages()).singleElement().asString().contains("raise it");
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void presets_are_valid_and_keep_to_the_documented_rate(Preset preset) {
        Map<String, String> completed = Preset.complete(given(Map.of("preset", Choice.nameOf(preset))), MINUTE, 180);
        AbstractConfig config = new AbstractConfig(DEFINITION, completed);

        new PollConfig(config);
        new RetryConfig(config);
        assertThat(new RateConfig(config, MINUTE).limit().requests()).isBetween(1, 180);
    }

    @Test
    void a_preset_fills_in_and_given_keys_win() {
        Map<String, String> completed =
                Preset.complete(given(Map.of("preset", "safe", "sweep", "every(2h)")), MINUTE, 180);

        assertThat(completed)
                .containsEntry("schedule", "every(1m)")
                .containsEntry("sweep", "every(2h)")
                .containsEntry("rate.limit.per.minute", "90")
                .containsEntry("retry.max.attempts", "10");
        assertThat(Preset.complete(given(Map.of("preset", "fast")), MINUTE, 180))
                .containsEntry("schedule", "every(5s)")
                .doesNotContainKey("rate.limit.per.minute");
        assertThat(Preset.complete(Map.of("a", "b"), MINUTE, 180)).isEqualTo(Map.of("a", "b"));
        assertThat(Preset.complete(Map.of("preset", "bold"), MINUTE, 180)).isEqualTo(Map.of("preset", "bold"));
    }

    @Test
    void where_changes_tell_of_deletes_sweeps_are_rare_in_every_preset() {
        ConfigDef definition = RateConfig.define(
                RetryConfig.define(PollConfig.define(new ConfigDef(), DeletesBy.CHANGES)),
                RateConfig.Per.SECOND,
                5,
                1,
                "to this base");

        for (Preset preset : Preset.values()) {
            Map<String, String> completed = Preset.complete(
                    given(Map.of("preset", Choice.nameOf(preset))), RateConfig.Per.SECOND, 5, DeletesBy.CHANGES);
            AbstractConfig config = new AbstractConfig(definition, completed);
            assertThat(new PollConfig(config).sweep()).as(preset.name()).isEqualTo(new Every(Duration.ofHours(6)));
            assertThat(new RateConfig(config, RateConfig.Per.SECOND).limit())
                    .isEqualTo(RateLimit.perSecond(preset == Preset.SAFE ? 2 : 5, 1));
        }
        assertThat(definition.configKeys().get("preset").documentation)
                .contains("schedule=every(1m), and half")
                .doesNotContain("sweep");
        assertThat(definition.configKeys().get("rate.limit.per.second").documentation)
                .startsWith("How many requests may be sent in any second to this base; raise it only");
    }

    @Test
    void a_task_reads_its_part_of_the_rate() {
        RateConfig whole = new RateConfig(config(Map.of()), MINUTE);
        RateLimit part = whole.limit().split(3).get(0);

        assertThat(new RateConfig(config(whole.properties(part)), MINUTE).limit())
                .isEqualTo(part)
                .isEqualTo(RateLimit.perMinute(60, 2));
    }

    @Test
    void every_key_is_documented_for_the_user_interfaces() {
        for (ConfigDef.ConfigKey key : DEFINITION.configKeys().values()) {
            assertThat(key.documentation).as(key.name).endsWith(".");
            assertThat(key.group).as(key.name).isNotBlank();
            assertThat(key.orderInGroup).as(key.name).isPositive();
            assertThat(key.validator).as(key.name).isNotNull();
        }
    }

    private static AbstractConfig config(Map<String, String> properties) {
        return new AbstractConfig(DEFINITION, given(properties));
    }

    private static Map<String, String> given(Map<String, String> properties) {
        Map<String, String> complete = new HashMap<>(Map.of("topic.prefix", "notion"));
        complete.putAll(properties);
        return complete;
    }
}
