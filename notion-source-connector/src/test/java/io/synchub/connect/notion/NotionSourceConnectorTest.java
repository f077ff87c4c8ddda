/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.http.Fault;
import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.Database;
import io.synchub.connect.localstack.notion.NotionFaults;
import io.synchub.connect.localstack.notion.NotionSimulator;
import io.synchub.connect.localstack.notion.Property;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users are told before a connector starts. */
class NotionSourceConnectorTest {
    private final NotionSimulator notion = NotionSimulator.start();
    private final Database team = notion.createDatabase("Team");
    private final DataSource tasks =
            team.createDataSource("Tasks, open", Property.title("Name"), Property.number("Cost"));

    @AfterEach
    void stop() {
        notion.close();
    }

    private Map<String, String> config(String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name",
                "notion",
                "connector.class",
                NotionSourceConnector.class.getName(),
                "notion.token",
                notion.token(),
                "notion.url",
                notion.url(),
                "notion.data.sources",
                tasks.id().toString(),
                "topic.prefix",
                "notion",
                "rate.limit.per.minute",
                "100000",
                "rate.limit.burst",
                "1000"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    private static Map<String, List<String>> errors(Map<String, String> config) {
        return new NotionSourceConnector()
                .validate(config).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    private static String error(Map<String, String> config, String key) {
        Map<String, List<String>> errors = errors(config);
        assertThat(errors).containsOnlyKeys(key);
        return String.join("; ", errors.get(key));
    }

    @Test
    void connect_finds_the_plugin() {
        assertThat(ServiceLoader.load(SourceConnector.class)).hasAtLeastOneElementOfType(NotionSourceConnector.class);
    }

    @Test
    void a_good_configuration_has_no_errors_and_data_sources_are_recommended_by_name() {
        Map<String, ConfigValue> values = new NotionSourceConnector()
                .validate(config()).configValues().stream()
                        .collect(Collectors.toMap(ConfigValue::name, value -> value));

        assertThat(errors(config())).isEmpty();
        List<Object> recommended = values.get("notion.data.sources").recommendedValues();
        assertThat(recommended).containsExactly("Tasks  open (" + tasks.id() + ")");
        assertThat(errors(config("notion.data.sources", recommended.get(0).toString())))
                .isEmpty();
        assertThat(errors(config("notion.data.sources", tasks.id().toString().replace("-", ""))))
                .isEmpty();
        assertThat(errors(config("notion.data.sources", "*"))).isEmpty();
        assertThat(errors(config(
                        "notion.data.sources", "", "notion.databases", team.id().toString())))
                .isEmpty();
    }

    @Test
    void a_wrong_token_is_told_without_showing_it() {
        assertThat(error(config("notion.token", "ntn_wrong_secret"), "notion.token"))
                .contains("invalid or has been revoked")
                .doesNotContain("ntn_wrong_secret");
        assertThat(error(config("notion.token", "two words"), "notion.token")).doesNotContain("two words");
        assertThat(error(config("notion.token", ""), "notion.token")).contains("empty");
        assertThat(error(config("notion.data.sources", "ntn_misplaced"), "notion.data.sources"))
                .contains("A token is not an id")
                .doesNotContain("ntn_misplaced");
    }

    @Test
    void a_database_where_a_data_source_belongs_is_told_with_the_ids_that_are_meant() {
        assertThat(error(config("notion.data.sources", team.id().toString()), "notion.data.sources"))
                .contains("is the id of a database")
                .contains("notion.databases")
                .contains(tasks.id().toString());
        assertThat(error(config("notion.databases", tasks.id().toString()), "notion.databases"))
                .contains("is the id of a data source");
    }

    @Test
    void what_is_not_shared_is_told() {
        tasks.unshare();
        assertThat(error(config(), "notion.data.sources"))
                .contains(tasks.id().toString())
                .contains("hare");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notion.data.sources | not-an-id | 32 hexadecimal",
                "notion.data.sources | *,0f3e0000-0000-4000-8000-000000000001 | * means all",
                "notion.data.sources | '' | nothing is to be followed",
                "notion.url | http://localhost/v1 | no path",
                "notion.url | localhost | no path",
                "notion.version | 2022-06-28 | 2026-03-11 or later",
                "notion.filter | {\"property\" | not valid JSON",
                "notion.filter | {\"property\":\"Name\"} | exactly one condition",
                "notion.filter | {\"property\":\"Nobody\",\"number\":{\"equals\":1}} | notion.filter",
                "notion.filter | {\"0f3e0000-0000-4000-8000-000000000001\":{\"property\":\"Cost\",\"number\":{\"equals\":1}}} | none of the data sources",
                "schedule | cron(every day) | cron",
                "sweep | every(0s) | at least",
                "topic.prefix | my topics | letters",
                "page.size | 101 | 100",
                "delete.mode | hard | tombstone",
                "preset | bold | fast",
                "retry.backoff.max.ms | 10 | less than"
            })
    void what_is_wrong_hangs_on_its_key(String key, String value, String mend) {
        assertThat(error(config(key, value), key)).contains(mend);
    }

    @Test
    void an_address_where_nobody_answers_is_told() {
        notion.close();
        assertThat(error(config(), "notion.url")).contains("cannot be reached");
    }

    @Test
    void an_api_without_time_refuses_nothing() {
        notion.faults().always(request -> true, NotionFaults.serverError(503));
        assertThat(errors(config())).isEmpty();
    }

    @Test
    void an_address_that_is_not_notions_is_told() {
        notion.faults().always(request -> true, Fault.html(200));
        assertThat(error(config(), "notion.url")).contains("cannot be reached");
    }

    @Test
    void tasks_share_the_rate_and_the_connector_supports_exactly_once() {
        NotionTables tables = new NotionTables(config("rate.limit.per.minute", "181", "rate.limit.burst", "5"));

        assertThat(tables.taskProperties(3))
                .extracting(task -> task.get("rate.limit.per.minute"))
                .containsExactly("61", "60", "60");
        assertThat(tables.taskProperties(2))
                .allMatch(task -> task.get("notion.token").equals(notion.token()));
        assertThat(new NotionSourceConnector().exactlyOnceSupport(config())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    }

    @Test
    void presets_are_defaults_that_an_explicit_key_beats() {
        Map<String, String> values = new NotionSourceConnector()
                .validate(config("preset", "fast", "sweep", "every(2h)")).configValues().stream()
                        .filter(value -> value.value() != null)
                        .collect(Collectors.toMap(
                                ConfigValue::name, value -> value.value().toString()));

        assertThat(values).containsEntry("schedule", "every(5s)").containsEntry("sweep", "every(2h)");
    }
}
