/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PostgresServer;
import java.nio.file.Path;
import java.util.List;

/**
 * The pipeline of {@code config/notion-to-warehouse} at work: a Notion table becomes a table of the warehouse and follows edits
 * and deletes. With a user's own table it only shows what arrives. One thread.
 */
final class NotionToWarehouse {
    private static final TablePipeline.Names NAMES =
            new TablePipeline.Names("Notion", "1-notion-source.json", "2-warehouse-tasks.json", "notion.", "pages");

    private static final List<FollowedTable.Column> COLUMNS = List.of(
            new FollowedTable.Column("Name", "title", "text"),
            new FollowedTable.Column("Done", "checkbox", "boolean"),
            new FollowedTable.Column("Due", "date", "timestamp without time zone"),
            new FollowedTable.Column("Owner", "people", "text[]"),
            new FollowedTable.Column("Points", "number", "double precision"),
            new FollowedTable.Column("Status", "status", "text"),
            new FollowedTable.Column("Tags", "multi_select", "text[]"),
            new FollowedTable.Column("Remaining", "formula", "double precision"));

    /** As {@link NotionTable.Task} tells them. */
    private static final List<String> SHOWN =
            List.of("\"Name\"", "\"Status\"", "\"Points\"", "\"Due\"::date", "\"Tags\"", "\"Done\"", "\"Remaining\"");

    private final Report report;
    private final PostgresServer warehouseServer;
    private final NotionTable notion;
    private final TablePipeline pipeline;

    NotionToWarehouse(LocalStack stack, NotionTable notion, Path configuration, Report report) {
        this.notion = notion;
        this.report = report;
        warehouseServer = stack.postgres("warehouse");
        pipeline = new TablePipeline(stack, configuration, NAMES, report);
    }

    /** All of it. Values that are wrong are in the report; an exception means that it cannot go on. */
    void run() throws Exception {
        TablePipeline.Started source = pipeline.startSource(notion.access());
        try (Warehouse warehouse = new Warehouse(warehouseServer)) {
            if (notion.tasks().isPresent()) {
                pipeline.startSink();
                follow(warehouse, notion.tasks().get());
            } else {
                pipeline.showOwn(warehouse, source);
            }
        }
        pipeline.checkRunning();
    }

    private void follow(Warehouse warehouse, NotionTable.Tasks tasks) throws Exception {
        FollowedTable table = pipeline.follow(
                warehouse,
                new FollowedTable.Rows("tasks", COLUMNS, SHOWN, "\"Due\", \"Name\"", () -> texts(tasks.expected())));
        table.fills("\"Name\" = '" + tasks.expected().get(0).name() + "'");

        report.title("Changes in Notion, in tasks");
        String finished = "Print the badges";
        FollowedTable.Excerpt before = table.excerpt(List.of(finished), "Status", "Done", "Remaining");
        tasks.finish(finished);
        table.arrives("\"" + finished + "\" is ticked off");
        table.showChange(before);
        table.compare();

        String dropped = "Rent a bouncy castle";
        int rows = table.count();
        tasks.trash(dropped);
        table.arrives("\"" + dropped + "\" goes to the trash, which a sweep finds");
        table.showCount(rows);
        table.compare();
    }

    private static List<String> texts(List<NotionTable.Task> tasks) {
        return tasks.stream().map(NotionTable.Task::toString).toList();
    }
}
