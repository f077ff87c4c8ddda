/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.airtable.base.BaseTable;
import io.synchub.connect.airtable.base.BaseTables;
import io.synchub.connect.common.config.Validation;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class TablesCheckTest {
    private static final BaseTable FIRST = table("tblFirst000000001", "Orders");
    private static final BaseTable SECOND = table("tblSecond00000001", "Orders");
    private static final BaseTable THIRD = table("tblThird000000001", "tblFirst000000001");

    private Validation validation;

    @Test
    void a_name_that_two_tables_share_is_none() {
        assertThat(check("Orders", FIRST, SECOND).followed()).isEmpty();

        assertThat(errors())
                .singleElement()
                .asString()
                .contains("several tables Orders")
                .contains("Orders (tblFirst000000001), Orders (tblSecond00000001)");
    }

    @Test
    void an_id_wins_over_a_name() {
        assertThat(check("tblFirst000000001", FIRST, SECOND, THIRD).followed()).contains(List.of(FIRST));
        assertThat(errors()).isEmpty();
    }

    @Test
    void a_table_that_is_named_twice_is_followed_once() {
        assertThat(check("Orders,tblFirst000000001", FIRST).followed()).contains(List.of(FIRST));
    }

    @Test
    void very_many_tables_are_not_all_told() {
        BaseTable[] many = IntStream.range(0, 25)
                .mapToObj(i -> table(String.format("tblMany%010d", i), "Table " + i))
                .toArray(BaseTable[]::new);

        check("Gone", many).followed();

        assertThat(errors()).singleElement().asString().contains("Table 19 (").endsWith("and 5 more");
    }

    private TablesCheck check(String tables, BaseTable... base) {
        Map<String, String> properties =
                Map.of("airtable.token", "pat", "topic.prefix", "crm", "airtable.tables", tables);
        validation = new Validation(new Config(AirtableConfig.definition().validate(properties)));
        return new TablesCheck(AirtableConfig.of(properties), validation, new BaseTables(List.of(base)));
    }

    private List<String> errors() {
        return validation.config().configValues().stream()
                .map(ConfigValue::errorMessages)
                .flatMap(List::stream)
                .toList();
    }

    private static BaseTable table(String id, String name) {
        return new BaseTable(id, name, "", List.of(), List.of());
    }
}
