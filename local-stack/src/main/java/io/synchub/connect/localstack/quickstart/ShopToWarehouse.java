/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.Await;
import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PostgresServer;
import io.synchub.connect.localstack.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The pipeline of {@code config/shop-to-warehouse} at work: creates it, sends orders and changes through it, shows what
 * comes out and compares it with what should. One thread.
 */
final class ShopToWarehouse {
    private static final int GENERATED_ORDERS = 10_000;
    private static final int CHANGES = 3_000;
    private static final int MEASURED_UPDATES = 50;

    private final Report report;
    private final Path configuration;
    private final PostgresServer shopServer;
    private final PostgresServer warehouseServer;
    private final Shop shop;
    private final Connectors connectors;

    ShopToWarehouse(LocalStack stack, Path configuration, Report report) {
        this.report = report;
        this.configuration = configuration;
        shopServer = stack.postgres("shop");
        warehouseServer = stack.postgres("warehouse");
        connectors = new Connectors(stack.rest(), report);
        shop = new Shop(shopServer);
    }

    /** All of it. Values that are wrong are in the report; an exception means that it cannot go on. */
    void run() throws Exception {
        report.title("Pipeline config/" + configuration.getFileName());
        report.timed("table shop.orders with 10,000 generated orders", () -> {
            shop.createTable();
            shop.generate(GENERATED_ORDERS);
            return null;
        });
        createConnectors();
        try (Warehouse warehouse = new Warehouse(warehouseServer);
                Comparison comparison = report.timed("first rows in warehouse, tables created", () -> {
                    connectors.await("both tables in warehouse", Connectors.PATIENCE, warehouse::hasTables);
                    return Comparison.of(shopServer, warehouseServer);
                })) {
            report.timed("all 10,000 orders and their totals in warehouse", () -> awaitEqual(comparison));
            seedExample(warehouse);
            changes(comparison);
            latency();
            result(comparison);
        }
    }

    private void createConnectors() throws Exception {
        for (Path file : configurationFiles()) {
            connectors.create(file, Map.of());
        }
    }

    private List<Path> configurationFiles() throws IOException {
        try (Stream<Path> files = Files.list(configuration)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            if (sorted.isEmpty()) {
                throw new StackFailure("There is no connector in " + configuration);
            }
            return sorted;
        }
    }

    private void seedExample(Warehouse warehouse) throws Exception {
        report.title("Seed example, in user_daily_orders");
        List<Warehouse.Total> before = List.of();
        for (SeedStep step : SeedStep.ALL) {
            execute(step.sql());
            long committed = System.nanoTime();
            connectors.awaitOrGoOn(
                    "the rows that follow from \"" + step.title() + "\"",
                    () -> texts(warehouse.seedTotals()).equals(step.totals())
                            && warehouse.seedOrders().equals(step.orders()));
            report.step(step.title(), Duration.ofNanos(System.nanoTime() - committed));
            List<Warehouse.Total> after = settled(warehouse);
            showTotals(before, after);
            report.check("orders 1 to 3 in warehouse", step.orders(), warehouse.seedOrders());
            report.check("totals of users 101 and 102", step.totals(), texts(after));
            for (String group : step.untouched()) {
                report.check(
                        "last_updated_at of (" + group + ") unchanged",
                        byGroup(before).get(group).lastUpdatedAt(),
                        byGroup(after).containsKey(group)
                                ? byGroup(after).get(group).lastUpdatedAt()
                                : "gone");
            }
            before = after;
        }
    }

    private void showTotals(List<Warehouse.Total> before, List<Warehouse.Total> after) {
        Map<String, Warehouse.Total> old = byGroup(before);
        Map<String, Warehouse.Total> now = byGroup(after);
        List<List<String>> rows = new ArrayList<>();
        Stream.concat(old.keySet().stream(), now.keySet().stream())
                .distinct()
                .sorted()
                .forEach(group -> {
                    String was = old.containsKey(group) ? old.get(group).values() : "-";
                    String is = now.containsKey(group) ? now.get(group).values() : "-";
                    rows.add(List.of(group, was, is, fate(old.get(group), now.get(group))));
                });
        report.table(List.of("user, date", "orders, amount before", "after", ""), rows);
    }

    private static String fate(Warehouse.Total old, Warehouse.Total now) {
        if (old == null) {
            return "new";
        }
        if (now == null) {
            return "gone";
        }
        return old.lastUpdatedAt().equals(now.lastUpdatedAt()) ? "untouched" : "recomputed";
    }

    private void changes(Comparison comparison) throws Exception {
        report.title("A stream of changes");
        long start = System.nanoTime();
        int transactions = shop.change(CHANGES);
        report.step(
                String.format(Locale.ROOT, "%,d changes in %d transactions in shop", CHANGES, transactions),
                Duration.ofNanos(System.nanoTime() - start));
        report.timed("until replica and totals equal shop", () -> awaitEqual(comparison));
    }

    private void latency() throws Exception {
        List<Long> orders = shop.orders().subList(0, MEASURED_UPDATES);
        report.title("Latency, from commit in shop to warehouse");
        Latency.Result latency = report.timed(
                MEASURED_UPDATES + " single updates, one by one",
                () -> Latency.measure(shopServer, warehouseServer, orders));
        List<List<String>> rows = new ArrayList<>();
        rows.add(withName("the row in orders", latency.row()));
        rows.add(withName("its total in user_daily_orders", latency.total()));
        report.table(List.of("", "median", "95 %", "slowest"), rows);
        // A bound for any machine, not the goal: a pipeline that waits somewhere takes seconds.
        report.check(
                "median below one second",
                true,
                Math.max(latency.row().median(), latency.total().median()) < 1_000);
    }

    private static List<String> withName(String name, Latency.Milliseconds milliseconds) {
        List<String> row = new ArrayList<>(List.of(name));
        row.addAll(milliseconds.texts());
        return row;
    }

    private void result(Comparison comparison) throws Exception {
        report.title("Result, compared row by row");
        connectors.awaitOrGoOn("replica and totals equal shop", () -> equal(comparison));
        Comparison.Rows orders = comparison.orders();
        Comparison.Rows totals = comparison.totals();
        report.table(
                List.of("table in warehouse", "rows", "in shop", "differences"),
                List.of(row("orders", orders), row("user_daily_orders", totals)));
        // What the generator made, so that "equal" cannot mean equally empty.
        report.check("orders in shop", (long) shop.orders().size() + 2, orders.inShop());
        report.check("orders in warehouse", orders.inShop(), orders.inWarehouse());
        report.check("orders that differ", 0L, orders.differences());
        report.check("groups in user_daily_orders", totals.inShop(), totals.inWarehouse());
        report.check("totals that differ", 0L, totals.differences());
        connectors.checkRunning();
    }

    private static List<String> row(String table, Comparison.Rows rows) {
        return List.of(table, grouped(rows.inWarehouse()), grouped(rows.inShop()), grouped(rows.differences()));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private Void awaitEqual(Comparison comparison) {
        connectors.await("replica and totals equal shop", Connectors.PATIENCE, () -> equal(comparison));
        return null;
    }

    private static boolean equal(Comparison comparison) throws SQLException {
        return comparison.orders().areEqual() && comparison.totals().areEqual();
    }

    /** The totals once they have not been computed again for a while: a later step asks which ones were. */
    private static List<Warehouse.Total> settled(Warehouse warehouse) throws SQLException {
        List<List<Warehouse.Total>> seen = new ArrayList<>();
        seen.add(warehouse.seedTotals());
        long[] since = {System.nanoTime()};
        Await.until("the totals of the seed example to settle", Connectors.PATIENCE, () -> {
            List<Warehouse.Total> now = warehouse.seedTotals();
            if (!now.equals(seen.get(0))) {
                seen.set(0, now);
                since[0] = System.nanoTime();
            }
            return System.nanoTime() - since[0] > TimeUnit.MILLISECONDS.toNanos(300);
        });
        return seen.get(0);
    }

    private static List<String> texts(List<Warehouse.Total> totals) {
        return totals.stream().map(Warehouse.Total::toString).toList();
    }

    private static Map<String, Warehouse.Total> byGroup(List<Warehouse.Total> totals) {
        Map<String, Warehouse.Total> byGroup = new LinkedHashMap<>();
        totals.forEach(total -> byGroup.put(total.group(), total));
        return byGroup;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = shopServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
