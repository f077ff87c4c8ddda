/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AirtableBaseTest {
    @ParameterizedTest
    @ValueSource(strings = {AirtableBase.TOKEN, AirtableBase.BASE, "AIRTABLE_URL"})
    void simulated_unless_both_token_and_base_are_named(String only) {
        try (AirtableBase airtable = AirtableBase.open(Map.of(only, "patAny"))) {
            assertThat(airtable.customers()).isPresent();
            assertThat(airtable.access().variables()).containsOnlyKeys(AirtableBase.TOKEN, AirtableBase.BASE);
            assertThat(airtable.access().variables().values()).doesNotContain("patAny");
            assertThat(airtable.access().overrides()).containsOnlyKeys("airtable.url", "schedule");
        }
    }

    @Test
    void of_a_base_of_ones_own_all_tables_are_followed() {
        Map<String, String> own = Map.of(AirtableBase.TOKEN, "patOwn", AirtableBase.BASE, "appOwn");
        try (AirtableBase airtable = AirtableBase.open(own)) {
            assertThat(airtable.customers()).isEmpty();
            assertThat(airtable.access().variables()).isEqualTo(own);
            assertThat(airtable.access().overrides()).isEqualTo(Map.of("airtable.tables", "*"));
        }
    }

    @Test
    void a_table_and_an_address_of_the_api_can_be_named() {
        Map<String, String> own = Map.of(
                AirtableBase.TOKEN,
                "patOwn",
                AirtableBase.BASE,
                "appOwn",
                "AIRTABLE_TABLE",
                "Orders",
                "AIRTABLE_URL",
                "http://127.0.0.1:1");
        try (AirtableBase airtable = AirtableBase.open(own)) {
            assertThat(airtable.access().overrides())
                    .isEqualTo(Map.of("airtable.tables", "Orders", "airtable.url", "http://127.0.0.1:1"));
        }
    }
}
