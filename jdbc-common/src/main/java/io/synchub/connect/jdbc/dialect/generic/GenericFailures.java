/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.generic;

import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.error.SqlFailure.Kind;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a failure means: by the states that drivers share, by the class of the exception, and by the state's class. */
final class GenericFailures {
    private static final Map<String, SqlFailure> BY_STATE = Map.ofEntries(
            state("42S02", Kind.STALE_TABLE, "no such table"),
            state("42S22", Kind.STALE_TABLE, "no such column"),
            // There is no common word for IF NOT EXISTS: a task that makes a table at the same time may be the first.
            state("42S01", Kind.PASSING, "the table exists by now"),
            // H2: there are tables of similar names.
            state("42S03", Kind.STALE_TABLE, "no such table"),
            state("42S04", Kind.STALE_TABLE, "no such table"),
            state("42S21", Kind.STALE_TABLE, "the column exists by now"),
            // Derby, DB2, HSQLDB.
            state("42X05", Kind.STALE_TABLE, "no such table"),
            state("42X14", Kind.STALE_TABLE, "no such column"),
            state("42704", Kind.STALE_TABLE, "no such table"),
            state("42703", Kind.STALE_TABLE, "no such column"),
            state("42501", Kind.STALE_TABLE, "no such table or column, or no permission"),
            state("23513", Kind.DATA, "check constraint is not met"),
            state("23506", Kind.DATA, "foreign key has no such row"),
            // The standard's null, H2's number.
            state("22004", Kind.DATA, "number is out of the column's range, or null is not allowed"),
            state("HYT00", Kind.PASSING, "lock or statement timed out"),
            state("HYT01", Kind.PASSING, "connection timed out"),
            // H2: a row was changed by another transaction meanwhile.
            state("90131", Kind.PASSING, "serialization failure"),
            state("0A000", Kind.SETUP, "the database does not support this"),
            state("HYC00", Kind.SETUP, "the database does not support this (rows of a view, for one)"));

    private GenericFailures() {}

    private static Map.Entry<String, SqlFailure> state(String state, Kind kind, String condition) {
        return Map.entry(state, new SqlFailure(kind, state, condition));
    }

    /** Sorts by what is found first in the chain of causes and of next exceptions. */
    static SqlFailure of(SQLException exception) {
        SqlFailure known = null;
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>(Set.of(exception));
        while (!open.isEmpty() && known == null) {
            Throwable at = open.remove();
            if (!seen.add(at)) {
                continue;
            }
            if (at instanceof SQLException sql) {
                known = BY_STATE.get(String.valueOf(sql.getSQLState()));
                known = known == null ? byClass(sql).orElse(null) : known;
                Optional.ofNullable(sql.getNextException()).ifPresent(open::add);
            }
            Optional.ofNullable(at.getCause()).ifPresent(open::add);
        }
        return known == null ? SqlFailure.of(exception) : known;
    }

    /** Whether the driver says, by the class of the exception, that the connection is lost. */
    static boolean endsSession(SQLException exception) {
        return exception instanceof SQLNonTransientConnectionException || exception instanceof SQLRecoverableException;
    }

    private static Optional<SqlFailure> byClass(SQLException exception) {
        if (exception instanceof SQLIntegrityConstraintViolationException) {
            return sorted(exception, Kind.DATA, "constraint violation");
        }
        if (exception instanceof SQLDataException) {
            return sorted(exception, Kind.DATA, "data exception");
        }
        if (exception instanceof SQLTransactionRollbackException) {
            return sorted(exception, Kind.PASSING, "transaction rolled back");
        }
        return exception instanceof SQLTransientException
                        || exception instanceof SQLRecoverableException
                        || exception instanceof SQLNonTransientConnectionException
                ? sorted(exception, Kind.PASSING, "connection failed, or the database is busy")
                : Optional.empty();
    }

    /** The words for the state, where they agree with the class. */
    private static Optional<SqlFailure> sorted(SQLException exception, Kind kind, String condition) {
        SqlFailure byState = SqlFailure.of(exception);
        // A pool's exception tells nothing but that there is no connection: its cause does.
        if (exception.getSQLState() == null && exception.getCause() instanceof SQLException) {
            return Optional.empty();
        }
        return Optional.of(byState.kind() == kind ? byState : new SqlFailure(kind, byState.sqlState(), condition));
    }
}
