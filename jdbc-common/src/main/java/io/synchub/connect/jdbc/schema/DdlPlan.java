/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import io.synchub.connect.common.data.SemanticType;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.DataException;

/**
 * The changes that make a table fit rows of a layout. Found by comparing the two, without a database. A plan never
 * removes anything, makes no column take less, and does not change what kind of values it takes.
 *
 * @param table the table
 * @param changes in the order in which they are to be made; empty when the table fits
 */
record DdlPlan(TableId table, List<TableChange> changes) {
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

    DdlPlan {
        changes = List.copyOf(changes);
    }

    /**
     * Plans the changes for statements that name only columns of the layout, such as deletes: columns that they compare
     * must be there.
     *
     * @throws TableMismatchException when a key column is missing, which no change can mend, or a column's name is too
     *     long
     * @throws DataException when two fields are one column
     */
    static DdlPlan forColumns(Dialect dialect, TableId id, Optional<TableDefinition> found, RowLayout layout) {
        return new Planning(dialect, id, layout, new HeldColumns()).plan(found, false);
    }

    /** Plans the changes for rows that are written. Same error as {@link #forColumns}. */
    static DdlPlan forRows(Dialect dialect, TableId id, Optional<TableDefinition> found, RowLayout layout) {
        return forRows(dialect, id, found, layout, new HeldColumns());
    }

    /**
     * The same.
     *
     * @param held the columns that are not to be widened
     */
    static DdlPlan forRows(
            Dialect dialect, TableId id, Optional<TableDefinition> found, RowLayout layout, HeldColumns held) {
        return new Planning(dialect, id, layout, held).plan(found, true);
    }

    /** The statements, ready to paste. */
    String script() {
        return changes.stream().map(change -> change.sql() + ";").collect(Collectors.joining("\n"));
    }

    /** What does not fit, a sentence for each change. */
    String sentences() {
        return changes.stream().map(TableChange::sentence).collect(Collectors.joining(". "));
    }

    /** The comparing itself. */
    private record Planning(Dialect dialect, TableId id, RowLayout layout, HeldColumns held) {

        DdlPlan plan(Optional<TableDefinition> found, boolean written) {
            checkNames(found);
            if (found.isEmpty()) {
                return new DdlPlan(id, List.of(creation()));
            }
            List<TableChange> changes = new ArrayList<>();
            TableDefinition table = found.get();
            refuseTwins(table);
            addition(table).ifPresent(changes::add);
            if (written) {
                List<WidenedColumn> widened = widened(table);
                List<TableChange> widenings = widenings(widened);
                changes.addAll(widenings);
                // Some databases define the column anew to let it take nulls: as it is by then.
                release(widenings.isEmpty() ? table : table.replacing(types(widened)))
                        .ifPresent(changes::add);
            }
            return new DdlPlan(id, changes);
        }

        /** Two fields whose names differ in case only may be one column: which of them it would hold is chance. */
        private void refuseTwins(TableDefinition table) {
            Map<String, String> fields = new HashMap<>();
            for (RowLayout.Column column : layout.columns()) {
                String name =
                        table.column(column.name()).map(ColumnDefinition::name).orElse(column.name());
                String twin = fields.put(name, column.name());
                if (twin != null) {
                    throw new DataException("Fields " + twin + " and " + column.name() + " are both column " + name
                            + " of table " + id + ". Rename one of them with a transform");
                }
            }
        }

        /** A column whose name the database would cut is never found again. */
        private void checkNames(Optional<TableDefinition> found) {
            for (RowLayout.Column column : layout.columns()) {
                int bytes = column.name().getBytes(StandardCharsets.UTF_8).length;
                boolean isThere =
                        found.isPresent() && found.get().column(column.name()).isPresent();
                if (dialect.reservesColumn(column.name()) && !isThere) {
                    throw new TableMismatchException("Table " + id + " can not have a column " + column.name() + ": "
                            + dialect.name() + " keeps this name for a column of its own. Rename the field with a"
                            + " transform, or leave it out with fields.whitelist");
                }
                if (bytes > dialect.maxNameBytes() && !isThere) {
                    throw new TableMismatchException("Table " + id + " can not have a column " + column.name()
                            + ": the name has " + bytes + " bytes and " + dialect.name() + " keeps "
                            + dialect.maxNameBytes() + ". Rename the field with a transform, or leave it out with"
                            + " fields.whitelist");
                }
            }
        }

        private TableChange creation() {
            List<ColumnDefinition> columns = layout.columns().stream()
                    .map(column -> dialect.columnFor(column.name(), column.schema(), isNullable(column)))
                    .toList();
            String sql = dialect.createTable(id, columns, layout.keyNames(), layout.rule());
            return new TableChange(TableChange.Kind.CREATE, sql, "Table " + id + " does not exist", false);
        }

        private static boolean isNullable(RowLayout.Column column) {
            return !column.key() && column.schema().isOptional();
        }

        private Optional<TableChange> addition(TableDefinition table) {
            List<RowLayout.Column> missing = layout.columns().stream()
                    .filter(column -> table.column(column.name()).isEmpty())
                    .toList();
            if (missing.isEmpty()) {
                return Optional.empty();
            }
            List<RowLayout.Column> keys =
                    missing.stream().filter(RowLayout.Column::key).toList();
            if (!keys.isEmpty()) {
                throw new TableMismatchException("Table " + id + " has no key column " + names(keys)
                        + ". Its columns: " + TableSchemas.columnNames(table)
                        + ". Name the key with pk.fields, or rename the field");
            }
            // Rows that are there have no value: a column that is added takes nulls, whatever the schema says.
            List<ColumnDefinition> columns = missing.stream()
                    .map(column -> dialect.columnFor(column.name(), column.schema(), true))
                    .toList();
            String types = columns.stream()
                    .map(column -> column.name() + " " + column.type())
                    .collect(Collectors.joining(", "));
            return Optional.of(new TableChange(
                    TableChange.Kind.ADD_COLUMNS,
                    dialect.addColumns(id, columns, defaults(missing)),
                    "Table " + id + " has no column " + names(missing) + " (" + types + "). Its columns: "
                            + TableSchemas.columnNames(table),
                    false));
        }

        private static String names(List<RowLayout.Column> columns) {
            return columns.stream().map(RowLayout.Column::name).collect(Collectors.joining(", "));
        }

        /**
         * What rows that are there get in an added column: the field's default, which is what the source gave its own
         * rows. Not of dates and times: a default such as now() reaches the schema as a constant that means nothing.
         */
        private Map<String, String> defaults(List<RowLayout.Column> added) {
            Map<String, String> defaults = new HashMap<>();
            for (RowLayout.Column column : added) {
                Object value = column.schema().defaultValue();
                if (value != null && CONSTANT_DEFAULTS.contains(column.type())) {
                    ColumnDefinition definition = dialect.columnFor(column.name(), column.schema(), true);
                    Object decoded = column.decoder().decode(value);
                    // No literal holds 0x00. Rows that come are cleaned or refused by text.nul.
                    if (dialect.hasLiteral(definition, decoded)
                            && decoded.toString().indexOf(0) < 0) {
                        defaults.put(column.name(), dialect.literal(definition, column.schema(), decoded));
                    }
                }
            }
            return defaults;
        }

        private List<WidenedColumn> widened(TableDefinition table) {
            List<WidenedColumn> widened = new ArrayList<>();
            for (RowLayout.Column column : layout.columns()) {
                ColumnDefinition have = table.column(column.name()).orElse(null);
                if (have == null || table.fixedColumns().contains(have.name())) {
                    continue;
                }
                Widening.of(have.size(), column)
                        .flatMap(size -> wider(have, column, size))
                        .map(type -> type.inPlaceOf(have))
                        .filter(type -> !type.type().equals(have.type()))
                        .map(type -> new WidenedColumn(have, type, Widening.rounds(have.size(), column)))
                        .filter(change -> !held.holds(id, change))
                        .ifPresent(widened::add);
            }
            return widened;
        }

        private static List<ColumnDefinition> types(List<WidenedColumn> widened) {
            return widened.stream().map(WidenedColumn::to).toList();
        }

        private List<TableChange> widenings(List<WidenedColumn> widened) {
            if (widened.isEmpty()) {
                return List.of();
            }
            // One statement for all, since it may write the table anew.
            List<List<WidenedColumn>> statements =
                    held.isApart(id) ? widened.stream().map(List::of).toList() : List.of(widened);
            return statements.stream()
                    .flatMap(columns -> widening(columns).stream())
                    .toList();
        }

        private Optional<TableChange> widening(List<WidenedColumn> columns) {
            return dialect.changeType(id, types(columns))
                    .map(sql -> new TableChange(
                            TableChange.Kind.WIDEN,
                            sql,
                            "In table " + id + " column "
                                    + columns.stream()
                                            .map(WidenedColumn::sentence)
                                            .collect(Collectors.joining("; column ")),
                            columns.stream().anyMatch(column -> dialect.rewrites(column.from(), column.to())),
                            columns));
        }

        /** More of the type that the column has, or else the type that the sink would give it, with that size. */
        private Optional<ColumnDefinition> wider(ColumnDefinition have, RowLayout.Column column, TypeSize size) {
            ColumnDefinition model = Widening.changesKind(have.size(), size)
                    ? dialect.columnFor(column.name(), column.schema(), have.nullable())
                    : have;
            return model.size().equals(size) ? Optional.of(model) : dialect.resized(model, size);
        }

        private Optional<TableChange> release(TableDefinition table) {
            Set<String> names = new LinkedHashSet<>();
            layout.columns().stream()
                    .filter(Planning::isNullable)
                    .flatMap(column -> table.column(column.name()).stream())
                    .filter(column -> !column.nullable())
                    .forEach(column -> names.add(column.name()));
            // Partial rows and updates insert nothing: what they do not name keeps its value.
            if (!layout.isPartial() && layout.rule().mode() != WriteMode.UPDATE) {
                Set<String> given = layout.columns().stream()
                        .flatMap(column -> table.column(column.name()).stream())
                        .map(ColumnDefinition::name)
                        .collect(Collectors.toSet());
                // Columns that the source has no more: they stay, and new rows have nothing for them.
                table.requiredColumns().stream()
                        .filter(name -> !given.contains(name))
                        .forEach(names::add);
            }
            names.removeIf(name -> !dialect.dropsNotNull(table, name));
            if (names.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new TableChange(
                    TableChange.Kind.DROP_NOT_NULL,
                    dialect.dropNotNull(table, List.copyOf(names)),
                    "In table " + id + " column " + String.join(", ", names)
                            + " is NOT NULL, and rows may have no value" + " for it",
                    false));
        }
    }
}
