/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The tables a task writes to, as they were last read. What keeps rows out of one is changed on the way, as far as the
 * policy allows: {@link DdlPlan} finds out what, {@link TableAlteration} does it. For one thread.
 */
public final class TableSchemas {
    private record Known(TableDefinition definition, Set<RowLayout> fitting) {}

    private final Dialect dialect;
    private final TableLookup lookup;
    private final ChangePolicy policy;
    private final HeldColumns held = new HeldColumns();
    private final TableAlteration alteration;
    private final Map<TableId, Known> known = new HashMap<>();

    /** Of tables of all types, found by names as they are. */
    public TableSchemas(Dialect dialect, ChangePolicy policy) {
        this(dialect, TableLookup.of(dialect), policy, table -> {});
    }

    /** @param changed is told of each statement that changed a table, after its commit */
    public TableSchemas(Dialect dialect, TableLookup lookup, ChangePolicy policy, Consumer<TableId> changed) {
        this.dialect = dialect;
        this.lookup = lookup;
        this.policy = policy;
        this.alteration = new TableAlteration(dialect, changed, held);
    }

    /**
     * Gives a table that takes rows of a layout, after changing it where that is allowed. Must be called outside a
     * transaction: it commits or rolls back.
     *
     * @throws SQLException when the database failed; of changes, only for a passing reason
     * @throws IllegalStateException when the dialect sees that it is called amid a transaction, and the table has to be
     *     read
     * @throws TableMismatchException when the table can not take the rows and may not be changed
     */
    public TableDefinition ensure(Connection connection, TableId id, RowLayout layout) throws SQLException {
        Known table = known.get(id);
        if (table != null && table.fitting.contains(layout)) {
            return table.definition;
        }
        TableDefinition definition = fitted(connection, id, layout);
        remember(id, definition, layout);
        return definition;
    }

    private void remember(TableId id, TableDefinition definition, RowLayout layout) {
        Known before = known.get(id);
        Set<RowLayout> fitting = before != null ? before.fitting : Collections.newSetFromMap(new IdentityHashMap<>());
        fitting.add(layout);
        known.put(id, new Known(definition, fitting));
    }

    /**
     * Gives a table as it is, for statements that name only columns of a layout. Same rule for transactions as
     * {@link #ensure}.
     *
     * @return empty when there is no such table yet and one may be created
     * @throws TableMismatchException when the table is missing and may not be created, or lacks a column of the layout
     */
    public Optional<TableDefinition> find(Connection connection, TableId id, RowLayout layout) throws SQLException {
        Known table = known.get(id);
        if (table != null && table.fitting.contains(layout)) {
            return Optional.of(table.definition);
        }
        Optional<TableDefinition> found = readOutsideTransaction(connection, id);
        if (found.isEmpty() && policy.awaitsTable()) {
            return Optional.empty();
        }
        if (allowed(DdlPlan.forColumns(dialect, id, found, layout)).changes().isEmpty()) {
            remember(id, found.orElseThrow(), layout);
        }
        return found;
    }

    /** SQL that would give a column the type which rows need, where something that depends on it stands in the way. */
    public Optional<String> heldWidening(TableId id, String column) {
        Known table = known.get(id);
        return table == null
                ? Optional.empty()
                : table.definition.column(column).flatMap(definition -> held.mend(id, definition));
    }

    /** Forgets what was read of all tables. */
    public void forget() {
        known.clear();
    }

    private TableDefinition fitted(Connection connection, TableId id, RowLayout layout) throws SQLException {
        Optional<TableDefinition> found = readOutsideTransaction(connection, id);
        if (allowed(DdlPlan.forRows(dialect, id, found, layout, held)).changes().isEmpty()) {
            return withKey(connection, found.orElseThrow(), layout);
        }
        alteration.carryOut(connection, id, to -> allowed(DdlPlan.forRows(dialect, id, read(to, id), layout, held)));
        TableDefinition changed = readOutsideTransaction(connection, id)
                .orElseThrow(() -> new TableMismatchException("Table " + id + " vanished after it was changed"));
        return withKey(connection, changed, layout);
    }

    /**
     * What of a plan is to be carried out.
     *
     * @throws TableMismatchException when what is not allowed must not be left out
     */
    private DdlPlan allowed(DdlPlan plan) {
        List<TableChange> lacking = plan.changes().stream()
                .filter(change -> !policy.allows(change) && policy.refusesWithout(change))
                .toList();
        if (!lacking.isEmpty()) {
            throw new TableMismatchException(policy.refusal(new DdlPlan(plan.table(), lacking)));
        }
        return new DdlPlan(
                plan.table(), plan.changes().stream().filter(policy::allows).toList());
    }

    private Optional<TableDefinition> readOutsideTransaction(Connection connection, TableId id) throws SQLException {
        if (dialect.isInTransaction(connection)) {
            throw new IllegalStateException("Table " + id
                    + " is to be read or changed amid a transaction, whose rows this would commit or roll back");
        }
        Optional<TableDefinition> found = read(connection, id);
        connection.rollback();
        return found;
    }

    private Optional<TableDefinition> read(Connection connection, TableId id) throws SQLException {
        Optional<String> foreign = foreignDatabase(connection, id);
        if (foreign.isPresent()) {
            throw new TableMismatchException(foreign.get());
        }
        return lookup.read(connection, id);
    }

    /** What a user reads when a table's name leads to another database than the connection; empty when it does not. */
    public static Optional<String> foreignDatabase(Connection connection, TableId id) throws SQLException {
        String here = connection.getCatalog();
        return id.catalog() == null || id.catalog().equals(here)
                ? Optional.empty()
                : Optional.of("Table " + id + " names database '" + id.catalog() + "', but the connection leads to '"
                        + here + "'. Name it schema.table, or rename the topic with a transform");
    }

    private TableDefinition withKey(Connection connection, TableDefinition table, RowLayout layout)
            throws SQLException {
        if (layout.rule().mode() != WriteMode.UPSERT || table.hasUniqueKey(layout.keyNames())) {
            return table;
        }
        boolean upserts = table.isView() && dialect.upsertsBy(connection, table, layout.keyNames());
        connection.rollback();
        if (!upserts) {
            throw new TableMismatchException(missingKey(dialect, table, layout.keyNames()));
        }
        return table;
    }

    /** What a user reads when a table has no unique key on the columns that an upsert needs. */
    public static String missingKey(Dialect dialect, TableDefinition table, List<String> keyNames) {
        if (table.isView()) {
            return "Table " + table.id() + " is a view, and an upsert into it finds no unique key on exactly ("
                    + String.join(", ", keyNames) + "). "
                    + (dialect.upsertsViews()
                            ? "Give the table behind it one, if the view is so simple that the database writes through it"
                            : "Write to the table behind it")
                    + ". Or set insert.mode=insert, where the view takes rows, or name other pk.fields";
        }
        return "Table " + table.id() + " has no primary key or unique index on exactly (" + String.join(", ", keyNames)
                + "), which an upsert needs. Its unique keys: "
                + (table.uniqueKeys().isEmpty() ? "none" : table.uniqueKeys()) + ". "
                + dialect.keyMend(table, keyNames) + ", or name other pk.fields";
    }

    /** The names of a table's columns, for messages. */
    public static String columnNames(TableDefinition table) {
        return table.columns().stream().map(ColumnDefinition::name).collect(Collectors.joining(", "));
    }
}
