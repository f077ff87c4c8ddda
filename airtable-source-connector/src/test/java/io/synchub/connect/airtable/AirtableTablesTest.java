/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.airtable.base.BaseTable;
import io.synchub.connect.airtable.config.AirtableConfig;
import io.synchub.connect.airtable.config.ChangeDetection;
import io.synchub.connect.airtable.read.SharedBase;
import io.synchub.connect.common.poll.StreamRef;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Table;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AirtableTablesTest {
    private static final Function<StreamRef, Optional<String>> NEVER_FOLLOWED = table -> Optional.empty();

    private final SimulatedBase simulated = new SimulatedBase();
    private final Table orders = simulated.base.createTable("Orders", Field.text("Name"));
    private final Table people = simulated.base.createTable("People", Field.text("Name"));

    @AfterEach
    void stop() {
        simulated.close();
    }

    private AirtableTables tables(String wanted, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "airtable.token",
                "secret",
                "airtable.base",
                simulated.base.id(),
                "airtable.tables",
                wanted,
                "topic.prefix",
                "t"));
        properties.putAll(more);
        return new AirtableTables(
                AirtableConfig.of(properties),
                new SharedBase(simulated.api(), ChangeDetection.FULL, simulated.clock()));
    }

    private StreamRef stream(Table table, String name) {
        return new StreamRef(table.id(), name);
    }

    @Test
    void all_are_followed_also_those_that_come_later() {
        AirtableTables tables = tables("*", Map.of());
        assertThat(tables.find(NEVER_FOLLOWED)).containsExactly(stream(orders, "Orders"), stream(people, "People"));

        simulated.base.createTable("New", Field.text("Name"));
        simulated.pass(Duration.ofMinutes(2));

        assertThat(tables.find(NEVER_FOLLOWED)).hasSize(3);
    }

    @Test
    void a_name_that_is_not_there_yet_does_not_hold_up_the_others() {
        AirtableTables tables = tables("People,Later," + orders.id(), Map.of());
        assertThat(tables.find(NEVER_FOLLOWED)).containsExactly(stream(people, "People"), stream(orders, "Orders"));

        Table later = simulated.base.createTable("Later", Field.text("Name"));
        simulated.pass(Duration.ofMinutes(2));

        assertThat(tables.find(NEVER_FOLLOWED)).contains(stream(later, "Later"));
    }

    @Test
    void an_id_that_is_gone_is_handed_over_so_that_its_stream_tells() {
        orders.delete();

        assertThat(tables(orders.id(), Map.of()).find(NEVER_FOLLOWED))
                .containsExactly(new StreamRef(orders.id(), orders.id()));
    }

    @Test
    void a_table_that_was_renamed_since_is_told_by_its_topic_and_keeps_its_formula() {
        orders.rename("Sales");
        AirtableTables tables = tables("Orders", Map.of("airtable.filter.formula", "{\"Orders\": \"{Name}='a'\"}"));

        assertThat(tables.find(
                        table -> table.id().equals(orders.id()) ? Optional.of("Orders") : Optional.of(table.name())))
                .containsExactly(stream(orders, "Sales"));
        assertThat(tables.nameOf(new BaseTable(orders.id(), "Sales", "", List.of(), List.of())))
                .isEqualTo("Orders");
    }

    @Test
    void one_that_is_renamed_while_it_is_followed_is_found_again() {
        AirtableTables tables = tables("Orders", Map.of());
        tables.find(NEVER_FOLLOWED);
        orders.rename("Sales");
        simulated.pass(Duration.ofMinutes(2));

        assertThat(tables.find(NEVER_FOLLOWED)).containsExactly(stream(orders, "Sales"));
    }
}
