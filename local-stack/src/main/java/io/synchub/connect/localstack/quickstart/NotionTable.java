/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.DateValue;
import io.synchub.connect.localstack.notion.NotionSimulator;
import io.synchub.connect.localstack.notion.Page;
import io.synchub.connect.localstack.notion.Property;
import io.synchub.connect.localstack.notion.User;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The Notion table of the quickstart: tasks in a simulated Notion, or a user's own data source when the environment names it
 * and a token. Of a user's own nothing is changed.
 */
final class NotionTable implements AutoCloseable {
    static final String TOKEN = "NOTION_TOKEN";
    static final String DATA_SOURCE = "NOTION_DATA_SOURCE";
    private static final String URL = "NOTION_URL";

    private final Access access;
    private final Optional<Tasks> tasks;

    private NotionTable(Access access, Optional<Tasks> tasks) {
        this.access = access;
        this.tasks = tasks;
    }

    static NotionTable open(Map<String, String> environment) {
        String token = environment.getOrDefault(TOKEN, "");
        String dataSource = environment.getOrDefault(DATA_SOURCE, "");
        if (token.isBlank() || dataSource.isBlank()) {
            return simulated(new Tasks());
        }
        String url = environment.getOrDefault(URL, "");
        return new NotionTable(
                new Access(
                        "the data source of $" + DATA_SOURCE,
                        Map.of(TOKEN, token, DATA_SOURCE, dataSource),
                        url.isBlank() ? Map.of() : Map.of("notion.url", url)),
                Optional.empty());
    }

    private static NotionTable simulated(Tasks tasks) {
        String dataSource = tasks.table.id().toString();
        return new NotionTable(
                new Access(
                        "a simulated Notion",
                        Map.of(TOKEN, tasks.notion.token(), DATA_SOURCE, dataSource),
                        // Nobody wants to watch for minutes; it is also how a user would ask for it.
                        Map.of("notion.url", tasks.notion.url(), "schedule", "every(1s)", "sweep", "every(3s)")),
                Optional.of(tasks));
    }

    Access access() {
        return access;
    }

    /** The simulated table; empty when the table is a user's own. */
    Optional<Tasks> tasks() {
        return tasks;
    }

    @Override
    public void close() {
        tasks.ifPresent(simulated -> simulated.notion.close());
    }

    /** A task as the warehouse should have it. */
    record Task(String name, String status, int points, String due, List<String> tags, boolean done) {
        int remaining() {
            return done ? 0 : points;
        }

        Task finished() {
            return new Task(name, "Done", points, due, tags, true);
        }

        /** As {@link FollowedTable} reads it. */
        @Override
        public String toString() {
            return "(" + name + ", " + status + ", " + points + ", " + due + ", {" + String.join(",", tags) + "}, "
                    + done + ", " + remaining() + ")";
        }

        private Map<String, Object> cells(User owner) {
            return Map.of(
                    "Name",
                    name,
                    "Status",
                    status,
                    "Points",
                    points,
                    "Due",
                    DateValue.of(due),
                    "Tags",
                    tags,
                    "Owner",
                    List.of(owner),
                    "Done",
                    done);
        }
    }

    /** Eight tasks in a simulated Notion, to be edited. */
    static final class Tasks {
        private final NotionSimulator notion = NotionSimulator.builder()
                .token("simulated-" + UUID.randomUUID())
                .start();
        private final DataSource table = notion.createDataSource(
                "Tasks",
                Property.title("Name"),
                Property.status("Status", "To do", "In progress", "Done"),
                Property.number("Points"),
                Property.date("Due"),
                Property.multiSelect("Tags"),
                Property.people("Owner"),
                Property.checkbox("Done"),
                Property.formula("Remaining", row -> Boolean.TRUE.equals(row.get("Done")) ? 0 : row.get("Points")));
        private final Map<String, Page> pages = new LinkedHashMap<>();
        private final List<Task> expected = new ArrayList<>();

        private Tasks() {
            User ada = notion.person("Ada", "ada@example.invalid");
            User ben = notion.person("Ben", "ben@example.invalid");
            add(ada, "Book the hall", "Done", 3, "2026-09-01", true, "venue", "money");
            add(ada, "Invite the speakers", "Done", 5, "2026-09-04", true, "talks");
            add(ben, "Open the registration", "In progress", 2, "2026-09-15", false, "web");
            add(ben, "Print the badges", "In progress", 1, "2026-10-02", false, "print");
            add(ada, "Order the lunch", "To do", 2, "2026-10-05", false, "venue", "money");
            add(ben, "Record the talks", "To do", 8, "2026-10-12", false, "talks", "video");
            add(ada, "Rent a bouncy castle", "To do", 3, "2026-10-12", false, "venue");
            add(ben, "Thank everybody", "To do", 1, "2026-10-14", false);
        }

        private void add(User owner, String name, String status, int points, String due, boolean done, String... tags) {
            Task task = new Task(name, status, points, due, Arrays.asList(tags), done);
            pages.put(name, table.createPage(task.cells(owner)));
            expected.add(task);
        }

        /** What the warehouse should have now, in the order of their creation. */
        List<Task> expected() {
            return List.copyOf(expected);
        }

        /** Ticks a task off. */
        void finish(String name) {
            pages.get(name).update(Map.of("Status", "Done", "Done", true));
            int index = indexOf(name);
            expected.set(index, expected.get(index).finished());
        }

        void trash(String name) {
            pages.get(name).trash();
            expected.remove(indexOf(name));
        }

        private int indexOf(String name) {
            return expected.stream().map(Task::name).toList().indexOf(name);
        }
    }
}
