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
        try (NotionStack notion = NotionStack.start("notion-source")) {
            DataSource tasks = notion.notion.createDataSource(
                    "My tasks", Property.title("Name"), Property.number("Cost"), Property.checkbox("Done"));
            Page first = tasks.createPage(Map.of("Name", "first", "Cost", 1.5, "Done", true));
            tasks.createPage("second");
            notion.create(tasks, "sweep", "every(1s)");
            notion.awaitTitles("n.My_tasks", "Name", "first", "second");

            first.update("Name", "first, edited");
            Page third = tasks.createPage("third");
            notion.awaitTitles("n.My_tasks", "Name", "first, edited", "second", "third");

            third.trash();
            notion.awaitTitles("n.My_tasks", "Name", "first, edited", "second");
            third.restore();
            notion.awaitTitles("n.My_tasks", "Name", "first, edited", "second", "third");

            assertThat(notion.topics.all("n.My_tasks"))
                    .extracting(TopicReader.Message::operation)
                    .containsExactly("r", "r", "u", "c", "d", "c");
        }
    }
}
