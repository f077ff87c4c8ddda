/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.Page;
import io.synchub.connect.localstack.notion.Property;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A data source becomes a topic that follows it. */
class NotionSourceIT {
    @Test
    void pages_edits_deletes_and_restores_follow() {
        try (NotionStack stack = NotionStack.start("notion-source")) {
            DataSource tasks = stack.notion.createDataSource(
                    "My tasks", Property.title("Name"), Property.number("Cost"), Property.checkbox("Done"));
            Page first = tasks.createPage(Map.of("Name", "first", "Cost", 1.5, "Done", true));
            tasks.createPage("second");
            FollowingSource connector = stack.follow("n", tasks, "sweep", "every(1s)");
            connector.awaitTitles("My_tasks", "first", "second");

            first.update("Name", "first, edited");
            Page third = tasks.createPage("third");
            connector.awaitTitles("My_tasks", "first, edited", "second", "third");

            third.trash();
            connector.awaitTitles("My_tasks", "first, edited", "second");
            third.restore();
            connector.awaitTitles("My_tasks", "first, edited", "second", "third");

            assertThat(connector.history("My_tasks"))
                    .containsExactly("r first", "r second", "u first, edited", "c third", "d", "c third");
        }
    }
}
