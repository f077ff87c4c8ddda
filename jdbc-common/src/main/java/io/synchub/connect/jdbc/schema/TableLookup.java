/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import io.synchub.connect.jdbc.dialect.Dialect;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
     * @throws TableMismatchException when it is not of the types that are wanted, or can not have such a name
     */
    public Optional<TableDefinition> read(Connection connection, TableId id) throws SQLException {
        Optional<String> unfit = unfitName(id);
        if (unfit.isPresent()) {
            throw new TableMismatchException(unfit.get());
        }
        Optional<TableDefinition> found = dialect.readTable(connection, id);
        if (found.isPresent() && !types.isEmpty() && !types.contains(found.get().type())) {
            throw new TableMismatchException(
                    "Table " + id + " is a " + found.get().type() + ", and table.types has " + String.join(", ", types)
                            + " only: add the type, or name another table");
        }
        return folds ? found.map(table -> table.foldedBy(dialect::foldColumn)) : found;
    }

    /** Why the database can have no table of this name; empty when it can. */
    public Optional<String> unfitName(TableId id) {
        return Stream.of(id.schema() == null ? "" : id.schema(), id.table())
                .map(name -> name.getBytes(StandardCharsets.UTF_8).length)
                .filter(bytes -> bytes > dialect.maxNameBytes())
                .map(bytes -> "Table " + id + ": a name of " + bytes + " bytes, and " + dialect.name() + " keeps "
                        + dialect.maxNameBytes() + " of them, so that two tables could become one. Name it otherwise"
                        + " with table.name.format, or rename the topic with a transform")
                .findFirst();
    }
}
