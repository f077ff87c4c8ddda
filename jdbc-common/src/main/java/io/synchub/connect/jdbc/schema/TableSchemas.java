/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables a task writes to, as they were last read, and the changes that make a table fit the rows. For one thread.
 *
 * <p>A change is a transaction of its own, made under the dialect's lock and planned again from the catalog once the
 * lock is held, so that many tasks make it once.
 */
public final class TableSchemas {
    private static final Logger LOG = LoggerFactory.getLogger(TableSchemas.class);
    private static final Duration LOCK_WAIT = Duration.ofSeconds(30);

    private static final Set<SemanticType> CONSTANT_DEFAULTS = EnumSet.of(
            SemanticType.BOOLEAN,
            SemanticType.INT8,
            SemanticType.INT16,
            SemanticType.INT32,
            SemanticType.INT64,
            SemanticType.FLOAT32,
            SemanticType.FLOAT64,
            SemanticType.DECIMAL,
            SemanticType.STRING,
            SemanticType.ENUM);

    private record Known(TableDefinition definition, Set<RowLayout> fitting) {}

    private final Dialect dialect;
    private final boolean create;
    private final boolean evolve;
    private final Map<TableId, Known> known = new HashMap<>();

    /**
     * @param create whether a missing table is made ({@code auto.create})
     * @param evolve whether missing columns are added and NOT NULL is dropped where rows may hold nulls
     *     ({@code auto.evolve})
     */
    public TableSchemas(Dialect dialect, boolean create, boolean evolve) {
        this.dialect = dialect;
        this.create = create;
        this.evolve = evolve;
    }

    /**
     * Gives a table that takes rows of a layout, after changing it where that is allowed. Must be called outside a
     * transaction: it commits or rolls back.
     *
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
        Optional<TableDefinition> found = read(connection, id);
        connection.rollback();
        if (found.isEmpty() && create) {
            return Optional.empty();
        }
        List<String> changes = plan(id, found, layout, false);
        if (changes.isEmpty()) {
            remember(id, found.orElseThrow(), layout);
        }
        return found;
    }

    /** Forgets what was read of all tables. */
    public void forget() {
        known.clear();
    }

    private TableDefinition fitted(Connection connection, TableId id, RowLayout layout) throws SQLException {
        boolean wholeRows = !layout.isPartial() && layout.rule().mode() != WriteMode.UPDATE;
        Optional<TableDefinition> found = read(connection, id);
        connection.rollback();
        if (plan(id, found, layout, wholeRows).isEmpty()) {
            return withKey(found.orElseThrow(), layout);
        }
        dialect.boundTransaction(connection, LOCK_WAIT, LOCK_WAIT);
        dialect.lockForDdl(connection, id);
        try {
            List<String> changes = plan(id, read(connection, id), layout, wholeRows);
            try (Statement statement = connection.createStatement()) {
                for (String change : changes) {
                    LOG.info("Changing table {}: {}", id, change);
                    for (String one : dialect.statements(change)) {
                        statement.execute(one);
                    }
                }
            }
            connection.commit();
        } finally {
            dialect.unlockAfterDdl(connection, id);
        }
        TableDefinition definition = read(connection, id)
                .orElseThrow(() -> new TableMismatchException("Table " + id + " vanished after it was created"));
        connection.rollback();
        return withKey(definition, layout);
    }

    private Optional<TableDefinition> read(Connection connection, TableId id) throws SQLException {
        Optional<String> foreign = foreignDatabase(connection, id);
        if (foreign.isPresent()) {
            throw new TableMismatchException(foreign.get());
        }
        return dialect.readTable(connection, id);
    }

    /** What a user reads when a table's name leads to another database than the connection; empty when it does not. */
    public static Optional<String> foreignDatabase(Connection connection, TableId id) throws SQLException {
        String here = connection.getCatalog();
        return id.catalog() == null || id.catalog().equals(here)
                ? Optional.empty()
                : Optional.of("Table " + id + " names database '" + id.catalog() + "', but the connection leads to '"
                        + here + "'. Name it schema.table, or rename the topic with a transform");
    }

    /** @param wholeRows whether rows may be inserted, so that a column which they do not name must take null */
    private List<String> plan(TableId id, Optional<TableDefinition> found, RowLayout layout, boolean wholeRows) {
        if (found.isEmpty()) {
            List<ColumnDefinition> columns = layout.columns().stream()
                    .map(column -> dialect.columnFor(column.name(), column.schema(), isNullable(column)))
                    .toList();
            String sql = dialect.createTable(id, columns, layout.keyNames());
            if (!create) {
                throw new TableMismatchException(
                        "Table " + id + " does not exist. Set auto.create=true, or create it: " + sql);
            }
            return List.of(sql);
        }
        List<String> changes = new ArrayList<>();
        missingColumns(id, found.get(), layout).ifPresent(changes::add);
        notNullToDrop(id, found.get(), layout, wholeRows).ifPresent(changes::add);
        return changes;
    }

    private static boolean isNullable(RowLayout.Column column) {
        return !column.key() && column.schema().isOptional();
    }

    private Optional<String> missingColumns(TableId id, TableDefinition table, RowLayout layout) {
        List<RowLayout.Column> missing = layout.columns().stream()
                .filter(column -> table.column(column.name()).isEmpty())
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        List<RowLayout.Column> keys =
                missing.stream().filter(RowLayout.Column::key).toList();
        if (!keys.isEmpty()) {
            throw new TableMismatchException("Table " + id + " has no key column " + names(keys) + ". Its columns: "
                    + columnNames(table) + ". Name the key with pk.fields, or rename the field");
        }
        // Rows that are there already have no value: a column that is added takes nulls, whatever the schema says.
        List<ColumnDefinition> columns = missing.stream()
                .map(column -> dialect.columnFor(column.name(), column.schema(), true))
                .toList();
        String sql = dialect.addColumns(id, columns, defaults(missing));
        if (!evolve) {
            throw new TableMismatchException("Table " + id + " has no column " + names(missing) + ". Its columns: "
                    + columnNames(table) + ". Set auto.evolve=true, drop the field with a transform, or run: " + sql);
        }
        return Optional.of(sql);
    }

    private static String names(List<RowLayout.Column> columns) {
        return columns.stream().map(RowLayout.Column::name).collect(Collectors.joining(", "));
    }

    /**
     * What rows that are there get in an added column: the field's default, which is what the source gave its own rows.
     * Not of dates and times: a default such as now() reaches the schema as a constant that means nothing.
     */
    private Map<String, String> defaults(List<RowLayout.Column> added) {
        Map<String, String> defaults = new HashMap<>();
        for (RowLayout.Column column : added) {
            Object value = column.schema().defaultValue();
            if (value != null && CONSTANT_DEFAULTS.contains(column.type())) {
                ColumnDefinition definition = dialect.columnFor(column.name(), column.schema(), true);
                defaults.put(
                        column.name(),
                        dialect.literal(
                                definition, column.schema(), column.decoder().decode(value)));
            }
        }
        return defaults;
    }

    private Optional<String> notNullToDrop(TableId id, TableDefinition table, RowLayout layout, boolean wholeRows) {
        if (!evolve) {
            return Optional.empty();
        }
        Set<String> names = new LinkedHashSet<>();
        layout.columns().stream()
                .filter(TableSchemas::isNullable)
                .flatMap(column -> table.column(column.name()).stream())
                .filter(column -> !column.nullable())
                .forEach(column -> names.add(column.name()));
        if (wholeRows) {
            // Columns that the source has no more: they stay, and new rows have nothing for them.
            Set<String> given =
                    layout.columns().stream().map(RowLayout.Column::name).collect(Collectors.toSet());
            table.requiredColumns().stream()
                    .filter(name -> !given.contains(name))
                    .forEach(names::add);
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(dialect.dropNotNull(table, List.copyOf(names)));
    }

    private TableDefinition withKey(TableDefinition table, RowLayout layout) {
        if (layout.rule().mode() == WriteMode.UPSERT && !table.hasUniqueKey(layout.keyNames())) {
            throw new TableMismatchException(missingKey(table, layout.keyNames()));
        }
        return table;
    }

    /** What a user reads when a table has no unique key on the columns that an upsert needs. */
    public static String missingKey(TableDefinition table, List<String> keyNames) {
        String names = String.join(", ", keyNames);
        return "Table " + table.id() + " has no primary key or unique index on exactly (" + names
                + "), which an upsert needs. Its unique keys: "
                + (table.uniqueKeys().isEmpty() ? "none" : table.uniqueKeys()) + ". Run ALTER TABLE " + table.id()
                + " ADD PRIMARY KEY (" + names + "), or name other pk.fields";
    }

    /** The names of a table's columns, for messages. */
    public static String columnNames(TableDefinition table) {
        return table.columns().stream().map(ColumnDefinition::name).collect(Collectors.joining(", "));
    }
}
