/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PostgresServer;
import java.nio.file.Path;
import java.util.List;

/**
 * The pipeline of {@code config/airtable-to-warehouse} at work: an Airtable table becomes a table of the warehouse and follows
 * edits, values that are computed from another table, and deletes. With a user's own base it only shows what arrives. One thread.
 */
final class AirtableToWarehouse {
    private static final TablePipeline.Names NAMES = new TablePipeline.Names(
            "Airtable", "1-airtable-source.json", "2-warehouse-customers.json", "airtable.", "records");

    private static final List<FollowedTable.Column> COLUMNS = List.of(
            new FollowedTable.Column("Name", "singleLineText", "text"),
            new FollowedTable.Column("Email", "email", "text"),
            new FollowedTable.Column("Plan", "multipleRecordLinks", "text[]"),
            new FollowedTable.Column("Price", "rollup", "double precision"),
            new FollowedTable.Column("Seats", "number", "double precision"),
            new FollowedTable.Column("Billing", "singleSelect", "text"),
            new FollowedTable.Column("Since", "date", "date"),
            new FollowedTable.Column("Active", "checkbox", "boolean"),
            new FollowedTable.Column("Tags", "multipleSelects", "text[]"),
            new FollowedTable.Column("Monthly_revenue", "formula", "double precision"));

    /** As {@link AirtableBase.Customer} tells them. */
    private static final List<String> SHOWN = List.of(
            "\"Name\"",
            "\"Email\"",
            "\"Plan\"",
            "\"Price\"",
            "\"Seats\"",
            "\"Billing\"",
            "\"Since\"",
            "\"Active\"",
            "\"Tags\"",
            "\"Monthly_revenue\"");

    private final Report report;
    private final PostgresServer warehouseServer;
    private final AirtableBase airtable;
    private final TablePipeline pipeline;

    AirtableToWarehouse(LocalStack stack, AirtableBase airtable, Path configuration, Report report) {
        this.airtable = airtable;
        this.report = report;
        warehouseServer = stack.postgres("warehouse");
        pipeline = new TablePipeline(stack, configuration, NAMES, report);
    }

    /** All of it. Values that are wrong are in the report; an exception means that it cannot go on. */
    void run() throws Exception {
        TablePipeline.Started source = pipeline.startSource(airtable.access());
        try (Warehouse warehouse = new Warehouse(warehouseServer)) {
            if (airtable.customers().isPresent()) {
                pipeline.startSink();
                follow(warehouse, airtable.customers().get());
            } else {
                pipeline.showOwn(warehouse, source);
            }
        }
        pipeline.checkRunning();
    }

    private void follow(Warehouse warehouse, AirtableBase.Customers customers) throws Exception {
        FollowedTable table = pipeline.follow(
                warehouse,
                new FollowedTable.Rows("customers", COLUMNS, SHOWN, "\"Name\"", () -> texts(customers.expected())));
        table.fills("\"Name\" = '" + customers.expected().get(0).name() + "'");

        report.title("Changes in Airtable, in customers");
        String growing = "Bellweather Books";
        FollowedTable.Excerpt booking = table.excerpt(List.of(growing), "Seats", "Billing", "Monthly_revenue");
        customers.rebook(growing, 9, "Yearly");
        table.arrives("\"" + growing + "\" books 9 seats for a year");
        table.showChange(booking);
        table.compare();

        FollowedTable.Excerpt worth = table.excerpt(customers.on("Team"), "Price", "Monthly_revenue");
        customers.reprice("Team", 15);
        table.arrives("a seat of plan Team costs 15, not 12: an edit in the table Plans");
        table.showChange(worth);
        table.compare();

        String leaving = "Corner Bakery";
        int rows = table.count();
        customers.delete(leaving);
        table.arrives("\"" + leaving + "\" is deleted, which the webhook's log tells");
        table.showCount(rows);
        table.compare();
        report.check("webhooks made in the base", 1, customers.webhooks());
    }

    private static List<String> texts(List<AirtableBase.Customer> customers) {
        return customers.stream().map(AirtableBase.Customer::toString).toList();
    }
}
