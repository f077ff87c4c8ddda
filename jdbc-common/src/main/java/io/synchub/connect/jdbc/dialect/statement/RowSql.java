/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteCounts;
import io.synchub.connect.jdbc.write.WriteMode;
import java.util.Locale;
import java.util.Optional;

/**
 * The SQL texts by which a database without arrays takes rows: what {@link StatementBulkWriter} asks of a dialect.
 * Immutable; the texts depend on nothing but the arguments, and the writer keeps them. {@link StandardRowSql} has what
 * most databases have in common.
 */
public interface RowSql {

    /** What a statement does with its rows. */
    enum Operation {
        INSERT,
        INSERT_IGNORE,
        UPSERT,
        UPDATE,
        DELETE,
        /** Removes those rows of the given keys that are marked as deleted: they must not be in an insert's way. */
        DELETE_MARKED;

        static Operation of(WriteMode mode) {
            return valueOf(mode.name());
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * How many rows one statement may take at most, by the database's limits of parameters, of the text's length and of
     * nesting.
     *
     * @return 1: the rows go as a JDBC batch of statements of one row; more: as statements of so many rows, the last
     *     of fewer
     */
    int rowsPerStatement(Operation operation, TableDefinition table, RowLayout layout);

    /**
     * How many rows the next statement takes where so many are left that fit into one. Fewer, where few different texts are
     * worth more than few statements.
     *
     * @param most from 1 to {@link #rowsPerStatement}
     * @return from 1 to {@code most}
     */
    default int rowsOfNext(int most) {
        return most;
    }

    /** How many rows a JDBC batch holds at most, where rows go as such. They are in memory until it is executed. */
    default int rowsPerBatch() {
        return 1_000;
    }

    /**
     * How many bytes of values one statement of many rows should take at most, by the limit of the protocol. A row that is
     * larger goes alone.
     */
    default long bytesPerStatement() {
        return Long.MAX_VALUE;
    }

    /**
     * The statement for a number of rows. It keeps to the layout's {@link RowLayout#rule()}: conditions of
     * {@link io.synchub.connect.jdbc.write.UpdateWhen} belong to it.
     *
     * @param layout of the rows; for deletes key columns only
     * @param rows from 1 to {@link #rowsPerStatement}
     */
    RowStatement statement(Operation operation, TableDefinition table, RowLayout layout, int rows);

    /** SQL that removes all rows, within the transaction. */
    String truncate(TableDefinition table);

    /**
     * A query that finds the row of one row's key if its other columns hold the row's values.
     *
     * @return empty where that can not be told
     */
    default Optional<RowStatement> equalRow(TableDefinition table, RowLayout layout) {
        return Optional.empty();
    }

    /**
     * A query for the rows that the table has of so many keys, without those that are marked as deleted. Its parameters are
     * the keys; it gives the layout's columns in order, those of the family {@code BYTES} as hexadecimal digits in upper case.
     *
     * @param compared the key and the columns that are asked for
     * @return empty where such a query would cost more than to write
     */
    default Optional<RowStatement> storedRows(TableDefinition table, RowLayout compared, int rows) {
        return Optional.empty();
    }

    /** A statement that sets columns in all rows. */
    RowStatement mark(TableDefinition table, RowLayout mark);

    /**
     * What became of rows.
     *
     * @param affected what the driver counted, or a negative number where it does not tell
     */
    default WriteCounts counts(Operation operation, RowLayout layout, int rows, long affected) {
        if (affected < 0) {
            return WriteCounts.ofWritten(rows);
        }
        return switch (operation) {
            case INSERT -> WriteCounts.ofInserted(rows);
            case INSERT_IGNORE -> new WriteCounts(affected, 0, rows - affected, 0);
            case UPSERT -> new WriteCounts(0, 0, rows - affected, affected);
            case UPDATE -> WriteCounts.ofUpdated(affected, rows);
            case DELETE, DELETE_MARKED -> throw new IllegalArgumentException("Deletes write nothing");
        };
    }
}
