/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.common.http.RateLimit;
import io.synchub.connect.common.schedule.Every;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AirtableConfigTest {
    private static final String BASE = "appAbCdEfGhIjKlMn";
    private static final String TABLE = "tblAbCdEfGhIjKlMn";

    @Test
    void defaults_are_as_documented() {
        AirtableConfig config = config(Map.of());

        assertThat(config.url()).isEqualTo(URI.create("https://api.airtable.com"));
        assertThat(config.base()).isEmpty();
        assertThat(config.tables()).isEmpty();
        assertThat(config.allTables()).isFalse();
        assertThat(config.view(TABLE, "Orders")).isEmpty();
        assertThat(config.formula(TABLE, "Orders")).isEmpty();
        assertThat(config.tablesWithView()).isEmpty();
        assertThat(config.tablesWithFormula()).isEmpty();
        assertThat(config.fields()).isEmpty();
        assertThat(config.changeDetection()).isEqualTo(ChangeDetection.AUTO);
        assertThat(config.stringCells()).isFalse();
        assertThat(config.rate().limit()).isEqualTo(RateLimit.perSecond(5, 1));
        assertThat(config.polling().schedule()).isEqualTo(new Every(Duration.ofSeconds(30)));
        assertThat(config.polling().sweep()).isEqualTo(new Every(Duration.ofHours(6)));
        assertThat(config.retries().settings().maxAttempts()).isEqualTo(5);
    }

    @Test
    void given_values_are_read_without_names_before_ids() {
        AirtableConfig config = config(Map.of(
                "airtable.url", "http://localhost:1/",
                "airtable.base", "Sales (EU) (" + BASE + ")",
                "airtable.tables", "Orders (" + TABLE + "), " + TABLE + ",People,Orders (2024)",
                "airtable.view", "{\"" + TABLE + "\": \"Open (viwAbCdEfGhIjKlMn)\"}",
                "airtable.filter.formula", "{Status}='Open'",
                "airtable.fields", "Name, Status (fldAbCdEfGhIjKlMn)",
                "airtable.change.detection", "modified-time",
                "airtable.cell.format", "string",
                "rate.limit.per.second", "3"));

        assertThat(config.url()).isEqualTo(URI.create("http://localhost:1"));
        assertThat(config.base()).isEqualTo(BASE);
        assertThat(config.tables()).containsExactly(TABLE, "People", "Orders (2024)");
        assertThat(config.view(TABLE, "Orders")).isEqualTo("viwAbCdEfGhIjKlMn");
        assertThat(config.view("tblOther000000001", "People")).isEmpty();
        assertThat(config.tablesWithView()).containsExactly(TABLE);
        assertThat(config.formula(TABLE, "Orders")).isEqualTo("{Status}='Open'");
        assertThat(config.fields()).containsExactly("Name", "fldAbCdEfGhIjKlMn");
        assertThat(config.changeDetection()).isEqualTo(ChangeDetection.MODIFIED_TIME);
        assertThat(config.stringCells()).isTrue();
        assertThat(config.rate().limit().requests()).isEqualTo(3);
    }

    @Test
    void a_star_means_all_tables() {
        AirtableConfig config = config(Map.of("airtable.tables", "*"));

        assertThat(config.allTables()).isTrue();
        assertThat(config.tables()).isEmpty();
    }

    @Test
    void the_safe_preset_takes_half_of_the_rate_and_does_not_sweep_more() {
        AirtableConfig config = config(Map.of("preset", "safe"));

        assertThat(config.rate().limit()).isEqualTo(RateLimit.perSecond(2, 1));
        assertThat(config.polling().schedule()).isEqualTo(new Every(Duration.ofMinutes(1)));
        assertThat(config.polling().sweep()).isEqualTo(new Every(Duration.ofHours(6)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "airtable.token | '' | Put a personal access token there",
                "airtable.url | https://api.airtable.com/v0 | no path",
                "airtable.base | Sales | 14 letters and digits",
                "airtable.base | appShort | 14 letters and digits",
                "airtable.base | tblAbCdEfGhIjKlMn | 14 letters and digits",
                "airtable.tables | *,Orders | all tables",
                "airtable.tables | Orders,,People | by its id",
                "airtable.fields | Name, | by its id",
                "airtable.view | {\"Orders\":\"a\",\"Orders\":\"b\"} | twice",
                "airtable.filter.formula | {\"Orders\":\"a\",\"Orders\":\"b\"} | twice",
                "airtable.change.detection | poll | auto, webhook, modified-time, full",
                "airtable.cell.format | text | json, string",
                "rate.limit.per.second | 0 | 1"
            })
    void bad_values_are_refused_with_the_mend(String key, String value, String mend) {
        assertThatThrownBy(() -> config(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(mend);
    }

    @Test
    void a_token_in_the_place_of_the_base_is_not_shown() {
        assertThatThrownBy(() -> config(Map.of("airtable.base", "patSecret.secret")))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("patSecret");
    }

    @Test
    void every_key_is_described_for_the_user_interfaces() {
        for (ConfigDef.ConfigKey key : AirtableConfig.definition().configKeys().values()) {
            assertThat(key.documentation).as(key.name).endsWith(".");
            assertThat(key.group).as(key.name).isNotBlank();
            assertThat(key.orderInGroup).as(key.name).isPositive();
            assertThat(key.displayName).as(key.name).isNotEqualTo(key.name);
            assertThat(key.validator).as(key.name).isNotNull();
            assertThat(String.valueOf(key.validator)).as(key.name).doesNotContain("@");
        }
        assertThat(AirtableConfig.definition().configKeys().get("airtable.token").type)
                .isEqualTo(ConfigDef.Type.PASSWORD);
    }

    private static AirtableConfig config(Map<String, String> properties) {
        Map<String, String> complete = new HashMap<>(Map.of("airtable.token", "pat.secret", "topic.prefix", "crm"));
        complete.putAll(properties);
        return AirtableConfig.of(complete);
    }
}
