/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PostgresServer;
import io.synchub.connect.localstack.StackFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * The pipeline of {@code config/notion-to-warehouse} at work: a Notion table becomes a table of the warehouse and follows edits
 * and deletes. With a user's own table it only shows what arrives. One thread.
 */
final class NotionToWarehouse {
    private static final String SOURCE = "1-notion-source.json";
    private static final String SINK = "2-warehouse-tasks.json";
    private static final String TOPIC_PREFIX = "notion.";
    private static final int LONGEST_CELL = 48;
    /** When this long no row has come, those that are there are shown. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    /** What the data source's properties become, and their columns' types. */
    private static final Map<String, String> TYPES = Map.of(
            "Name", "title",
            "Status", "status",
            "Points", "number",
            "Due", "date",
            "Tags", "multi_select",
            "Owner", "people",
            "Done", "checkbox",
            "Remaining", "formula");

    private static final List<String> EXPECTED_COLUMNS = List.of(
            "Name text",
            "Done boolean",
            "Due timestamp without time zone",
            "Owner text[]",
            "Points double precision",
            "Status text",
            "Tags text[]",
            "Remaining double precision");

    private final Report report;
    private final Path configuration;
    private final PostgresServer warehouseServer;
    private final NotionTable notion;
    private final LocalStack stack;
    private final Connectors connectors;

    NotionToWarehouse(LocalStack stack, NotionTable notion, Path configuration, Report report) {
        this.stack = stack;
        this.notion = notion;
        this.configuration = configuration;
        this.report = report;
        warehouseServer = stack.postgres("warehouse");
        connectors = new Connectors(stack.rest(), report);
    }

    /** All of it. Values that are wrong are in the report; an exception means that it cannot go on. */
    void run() throws Exception {
        report.title("Pipeline config/" + configuration.getFileName());
        report.line(
                notion.tasks().isPresent() ? "from a simulated Notion" : "from the data source of $NOTION_DATA_SOURCE");
        if (!notion.overrides().isEmpty()) {
            report.line("other than in " + SOURCE + ": "
                    + notion.overrides().entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining(", ")));
        }
        String source = connectors.create(configuration.resolve(SOURCE), notion.overrides());
        String topic = report.timed("first pages in a topic", () -> firstTopic(source));
        try (Warehouse warehouse = new Warehouse(warehouseServer)) {
            if (notion.tasks().isPresent()) {
                connectors.create(configuration.resolve(SINK), Map.of());
                follow(warehouse, notion.tasks().get());
            } else {
                String table = topic.substring(TOPIC_PREFIX.length()).toLowerCase(Locale.ROOT);
                report.line("other than in " + SINK + ": topics=" + topic + ", table.name.format=" + table);
                connectors.create(configuration.resolve(SINK), Map.of("topics", topic, "table.name.format", table));
                show(warehouse, table);
            }
        }
        connectors.checkRunning();
    }

    private String firstTopic(String source) {
        List<String> topics = new ArrayList<>();
        try {
            connectors.await("the first page of the Notion table", Connectors.PATIENCE, () -> {
                topics.addAll(stack.rest().topics(source));
                return !topics.isEmpty();
            });
        } catch (StackFailure e) {
            throw new StackFailure(e.getMessage() + ". Has the data source any pages?", e);
        }
        return topics.get(0);
    }

    private void follow(Warehouse warehouse, NotionTable.Tasks tasks) throws Exception {
        report.timed("all 8 tasks in warehouse", () -> {
            connectors.awaitOrGoOn(
                    "the tasks in warehouse",
                    () -> warehouse.hasTable("tasks") && warehouse.tasks().equals(texts(tasks)));
            return null;
        });
        showTypes(warehouse, tasks);
        compare(warehouse, tasks);

        report.title("Changes in Notion, in tasks");
        String finished = "Print the badges";
        NotionTable.Task before = tasks.finish(finished);
        arrives("\"" + finished + "\" is ticked off", warehouse, tasks);
        report.table(
                List.of("", "status, done, remaining before", "after"),
                List.of(List.of(finished, texts(before), texts(before.finished()))));
        compare(warehouse, tasks);

        String dropped = "Rent a bouncy castle";
        int rows = warehouse.tasks().size();
        tasks.trash(dropped);
        arrives("\"" + dropped + "\" goes to the trash, which a sweep finds", warehouse, tasks);
        report.table(
                List.of("", "rows before", "after"),
                List.of(List.of(
                        "tasks",
                        String.valueOf(rows),
                        String.valueOf(warehouse.tasks().size()))));
        compare(warehouse, tasks);
    }

    private void compare(Warehouse warehouse, NotionTable.Tasks tasks) throws Exception {
        List<String> found = warehouse.tasks();
        report.check("tasks in warehouse", tasks.expected().size(), found.size());
        report.check(
                "tasks that differ from Notion's",
                List.of(),
                found.stream().filter(task -> !texts(tasks).contains(task)).toList());
    }

    private void arrives(String step, Warehouse warehouse, NotionTable.Tasks tasks) throws Exception {
        Callable<Boolean> equal = () -> warehouse.tasks().equals(texts(tasks));
        report.timed(step, () -> {
            connectors.awaitOrGoOn("the rows that follow from this", equal);
            return null;
        });
    }

    private void showTypes(Warehouse warehouse, NotionTable.Tasks tasks) throws Exception {
        String first = tasks.expected().get(0).name();
        List<Warehouse.Cell> cells = warehouse.row("tasks", "\"Name\" = '" + first + "'").stream()
                .filter(cell -> TYPES.containsKey(cell.column()))
                .toList();
        List<List<String>> rows = cells.stream()
                .map(cell -> List.of(TYPES.get(cell.column()), cell.column(), cell.type(), cut(cell.value())))
                .toList();
        report.table(List.of("in Notion", "column", "type in warehouse", "first row"), rows);
        report.check(
                "columns of tasks",
                EXPECTED_COLUMNS,
                cells.stream().map(cell -> cell.column() + " " + cell.type()).toList());
    }

    /** A user's own table: once no more rows come, how many there are, and one of them. */
    private void show(Warehouse warehouse, String table) throws Exception {
        long[] last = {0, System.nanoTime()};
        report.timed("rows in warehouse, none came for the last 3 s", () -> {
            connectors.await("rows in warehouse." + table, Duration.ofMinutes(2), () -> {
                long rows = warehouse.hasTable(table) ? warehouse.count(table) : 0;
                if (rows != last[0]) {
                    last[0] = rows;
                    last[1] = System.nanoTime();
                }
                return rows > 0 && System.nanoTime() - last[1] > QUIET.toNanos();
            });
            return null;
        });
        List<List<String>> rows = warehouse.row(table, "true").stream()
                .map(cell -> List.of(cell.column(), cell.type(), cut(cell.value())))
                .toList();
        report.line(
                String.format(Locale.ROOT, "%,d rows in %s. Edit the table in Notion; it follows.", last[0], table));
        report.table(List.of("column", "type in warehouse", "some row"), rows);
        report.check("rows in " + table, true, last[0] > 0);
    }

    private static List<String> texts(NotionTable.Tasks tasks) {
        return tasks.expected().stream().map(NotionTable.Task::toString).toList();
    }

    private static String texts(NotionTable.Task task) {
        return task.status() + ", " + task.done() + ", " + task.remaining();
    }

    private static String cut(String value) {
        String line = value.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST_CELL ? line : line.substring(0, LONGEST_CELL - 1) + "…";
    }
}
