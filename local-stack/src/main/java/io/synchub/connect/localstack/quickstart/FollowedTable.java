/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A table of the warehouse of which is known what it should hold: waits for that, shows it, asserts it. One thread. */
final class FollowedTable {
    private final String service;
    private final Rows rows;
    private final Warehouse warehouse;
    private final Connectors connectors;
    private final Report report;

    /**
     * A column of the table.
     *
     * @param origin the type that the service gives the field
     * @param type the type in the warehouse
     */
    record Column(String name, String origin, String type) {}

    /**
     * What the table should hold.
     *
     * @param table its name, which is also what its rows are called
     * @param columns those that the service's fields become, in the table's order
     * @param shown expressions that give a row's text, its name first
     * @param order the rows' order
     * @param expected the rows' texts, {@code (…, …)}, as they should be now
     */
    record Rows(
            String table, List<Column> columns, List<String> shown, String order, Supplier<List<String>> expected) {}

    /** What some rows hold in some columns, by their names. */
    record Excerpt(List<String> columns, Map<String, String> rows) {}

    FollowedTable(String service, Rows rows, Warehouse warehouse, Connectors connectors, Report report) {
        this.service = service;
        this.rows = rows;
        this.warehouse = warehouse;
        this.connectors = connectors;
        this.report = report;
    }

    /** The first rows, with the columns of the one that the condition names. */
    void fills(String firstRow) throws Exception {
        arrives("all " + rows.expected().get().size() + " " + rows.table() + " in warehouse");
        List<String> names = rows.columns().stream().map(Column::name).toList();
        List<Warehouse.Cell> cells = warehouse.row(rows.table(), firstRow).stream()
                .filter(cell -> names.contains(cell.column()))
                .toList();
        Function<Warehouse.Cell, String> origin =
                cell -> rows.columns().get(names.indexOf(cell.column())).origin();
        report.table(
                List.of("in " + service, "column", "type in warehouse", "first row"),
                cells.stream()
                        .map(cell -> List.of(origin.apply(cell), cell.column(), cell.type(), cell.shortValue()))
                        .toList());
        report.check(
                "columns of " + rows.table(),
                rows.columns().stream()
                        .map(column -> column.name() + " " + column.type())
                        .toList(),
                cells.stream().map(cell -> cell.column() + " " + cell.type()).toList());
        compare();
    }

    /** After a change in the service: waits for the rows that should follow from it. */
    void arrives(String step) throws Exception {
        report.timed(step, () -> {
            connectors.awaitOrGoOn(
                    "the " + rows.table() + " in warehouse",
                    () -> warehouse.hasTable(rows.table())
                            && found().equals(rows.expected().get()));
            return null;
        });
    }

    void compare() throws SQLException {
        List<String> expected = rows.expected().get();
        List<String> found = found();
        report.check(rows.table() + " in warehouse", expected.size(), found.size());
        report.check(
                rows.table() + " that differ from " + service + "'s",
                List.of(),
                found.stream().filter(row -> !expected.contains(row)).toList());
    }

    /** What the warehouse holds now, to be shown beside what it will hold. */
    Excerpt excerpt(List<String> names, String... columns) throws SQLException {
        return excerpt(names, List.of(columns));
    }

    /** The same columns of the same rows, before and now. */
    void showChange(Excerpt before) throws SQLException {
        Excerpt after = excerpt(List.copyOf(before.rows().keySet()), before.columns());
        report.table(
                List.of("", String.join(", ", before.columns()) + " before", "after"),
                before.rows().entrySet().stream()
                        .map(row -> List.of(
                                row.getKey(), row.getValue(), after.rows().getOrDefault(row.getKey(), "gone")))
                        .toList());
    }

    int count() throws SQLException {
        return found().size();
    }

    void showCount(int before) throws SQLException {
        report.table(
                List.of("", "rows before", "after"),
                List.of(List.of(rows.table(), String.valueOf(before), String.valueOf(count()))));
    }

    private Excerpt excerpt(List<String> names, List<String> columns) throws SQLException {
        List<String> expressions = new ArrayList<>(List.of(rows.shown().get(0)));
        columns.forEach(column -> expressions.add("\"" + column + "\""));
        Map<String, String> found = new LinkedHashMap<>();
        for (List<String> row : warehouse.rows(rows.table(), expressions, rows.order())) {
            if (names.contains(row.get(0))) {
                found.put(row.get(0), String.join(", ", row.subList(1, row.size())));
            }
        }
        return new Excerpt(columns, found);
    }

    private List<String> found() throws SQLException {
        return warehouse.rows(rows.table(), rows.shown(), rows.order()).stream()
                .map(row -> row.stream().collect(Collectors.joining(", ", "(", ")")))
                .toList();
    }
}
