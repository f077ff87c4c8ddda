/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.ColumnLimits;
import io.synchub.connect.jdbc.schema.ColumnLimits.Misfit;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rows of a batch which by the catalog can not fit. Never a verdict: a suspect is tried like any other row. For one
 * thread.
 */
final class Suspects {
    private final BatchTables tables;
    private final Map<TableDefinition, Map<RowLayout, List<Optional<ColumnLimits>>>> limits = new IdentityHashMap<>();

    Suspects(BatchTables tables) {
        this.tables = tables;
    }

    /** Whether a row is likely to be refused. */
    boolean contains(RowChange row) {
        if (row.operation() != RowChange.Operation.WRITE) {
            return false;
        }
        Optional<TableDefinition> table = tables.tableOf(row);
        if (table.isEmpty()) {
            // No type for a column, or no table yet for a row that only updates.
            return !row.layout().isPartial();
        }
        List<Optional<ColumnLimits>> columns = limits(table.get(), row.layout());
        return IntStream.range(0, columns.size())
                .anyMatch(i -> misfit(columns, row, i).isPresent());
    }

    /** The column that the catalog would blame for this failure; empty where it is not sure. */
    Optional<String> column(RowChange row, SqlFailure failure) {
        Optional<TableDefinition> table = tables.tableOf(row);
        if (table.isEmpty() || row.operation() != RowChange.Operation.WRITE) {
            return Optional.empty();
        }
        List<Optional<ColumnLimits>> columns = limits(table.get(), row.layout());
        List<String> blamed = IntStream.range(0, columns.size())
                .filter(i -> misfit(columns, row, i)
                        .flatMap(Suspects::state)
                        .filter(failure.sqlState()::equals)
                        .isPresent())
                .mapToObj(i -> row.layout().columns().get(i).name())
                .toList();
        return blamed.size() == 1 ? Optional.of(blamed.get(0)) : Optional.empty();
    }

    private static Optional<Misfit> misfit(List<Optional<ColumnLimits>> columns, RowChange row, int index) {
        return columns.get(index).flatMap(limits -> limits.misfit(row.values()[index]));
    }

    /** The SQLState of the standard; empty where it has none. */
    private static Optional<String> state(Misfit misfit) {
        return switch (misfit) {
            case NULL -> Optional.of("23502");
            case TOO_LONG -> Optional.of("22001");
            case OUT_OF_RANGE -> Optional.of("22003");
            case NUL_CHARACTER -> Optional.of("22021");
            case MALFORMED -> Optional.empty();
        };
    }

    private List<Optional<ColumnLimits>> limits(TableDefinition table, RowLayout layout) {
        return limits.computeIfAbsent(table, of -> new IdentityHashMap<>())
                .computeIfAbsent(layout, of -> layout.columns().stream()
                        .map(column -> table.column(column.name()).map(ColumnLimits::of))
                        .toList());
    }
}
