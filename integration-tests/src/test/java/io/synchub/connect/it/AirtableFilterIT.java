/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.Base;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Table;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that enter and leave a view or a formula: created and deleted for whoever reads the topic. No sweep is due. */
@ExtendWith(SharedAirtable.class)
class AirtableFilterIT {
    private static final AirtableStack STACK = AirtableStack.shared();

    @Test
    void rows_enter_and_leave_a_formula() {
        Base base = STACK.airtable.createBase("Formula");
        Table table = table(base);
        AirtableRecord leaving = table.createRecord(Map.of("Name", "leaving", "Cost", 5));
        AirtableRecord coming = table.createRecord(Map.of("Name", "coming", "Cost", 1));
        table.createRecord(Map.of("Name", "staying", "Cost", 5));
        try (FollowingSource connector = STACK.follow("filter-formula", base, "airtable.filter.formula", "{Cost}>2")) {
            connector.awaitTitles("Tasks", "leaving", "staying");
            leaving.update("Cost", 2);
            connector.awaitTitles("Tasks", "staying");
            coming.update("Cost", 3);
            connector.awaitTitles("Tasks", "staying", "coming");
            leaving.update("Name", "left, and edited");
            coming.delete();
            connector.awaitTitles("Tasks", "staying");
            AirtableRequests.awaitPolls(STACK.airtable, base, 2);
            assertThat(connector.history("Tasks")).containsExactly("r leaving", "r staying", "d", "c coming", "d");
        }
    }

    @Test
    void rows_enter_and_leave_a_view_that_only_one_table_has() {
        Base base = STACK.airtable.createBase("View");
        Table table = table(base);
        table.addView("Open", row -> !Boolean.TRUE.equals(row.get("Done")));
        base.createTable("Others", Field.text("Name")).createRecord("other");
        AirtableRecord leaving = table.createRecord("leaving");
        AirtableRecord coming = table.createRecord(Map.of("Name", "coming", "Done", true));
        try (FollowingSource connector =
                STACK.follow("filter-view", base, "airtable.view", "{\"Tasks\":\"" + table.viewId("Open") + "\"}")) {
            connector.awaitTitles("Tasks", "leaving");
            connector.awaitTitles("Others", "other");
            leaving.update("Done", true);
            coming.update("Done", false);
            connector.awaitTitles("Tasks", "coming");
            assertThat(connector.history("Tasks")).containsExactlyInAnyOrder("r leaving", "d", "c coming");
        }
    }

    @Test
    void a_row_must_be_in_the_view_and_in_the_formula() {
        Base base = STACK.airtable.createBase("Both");
        Table table = table(base);
        table.addView("Open", row -> !Boolean.TRUE.equals(row.get("Done")));
        AirtableRecord both = table.createRecord(Map.of("Name", "both", "Cost", 5));
        AirtableRecord cheap = table.createRecord(Map.of("Name", "cheap", "Cost", 1));
        AirtableRecord done = table.createRecord(Map.of("Name", "done", "Cost", 5, "Done", true));
        try (FollowingSource connector =
                STACK.follow("filter-both", base, "airtable.view", "Open", "airtable.filter.formula", "{Cost}>2")) {
            connector.awaitTitles("Tasks", "both");
            cheap.update("Cost", 9);
            connector.awaitTitles("Tasks", "both", "cheap");
            done.update("Done", false);
            connector.awaitTitles("Tasks", "both", "cheap", "done");
            both.update("Done", true);
            cheap.update("Cost", 1);
            connector.awaitTitles("Tasks", "done");

            // Another formula compares all rows.
            connector.put(STACK.config("filter-both", base, "airtable.filter.formula", "{Cost}<2"));
            connector.awaitTitles("Tasks", "cheap");
        }
    }

    private static Table table(Base base) {
        return base.createTable("Tasks", Field.text("Name"), Field.number("Cost", 0), Field.checkbox("Done"));
    }
}
