/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import io.synchub.connect.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * How a user wants tables to be found. Immutable.
 *
 * @param dialect reads the catalog
 * @param types what a table may be ({@code table.types}), in upper case; empty for anything
 * @param folds whether column names are compared as the database compares names without quotes
 */
public record TableLookup(Dialect dialect, List<String> types, boolean folds) {

    /** Finds tables of all types, by names as they are. */
    public static TableLookup of(Dialect dialect) {
        return new TableLookup(dialect, List.of(), false);
    }

    public TableLookup {
        types = List.copyOf(types);
    }

    /**
     * Reads a table from the catalog.
     *
     * @return empty when there is none of this name
     * @throws TableMismatchException when it is not of the types that are wanted
     */
    public Optional<TableDefinition> read(Connection connection, TableId id) throws SQLException {
        Optional<TableDefinition> found = dialect.readTable(connection, id);
        if (found.isPresent() && !types.isEmpty() && !types.contains(found.get().type())) {
            throw new TableMismatchException(
                    "Table " + id + " is a " + found.get().type() + ", and table.types has " + String.join(", ", types)
                            + " only: add the type, or name another table");
        }
        return folds ? found.map(table -> table.foldedBy(dialect::foldColumn)) : found;
    }
}
