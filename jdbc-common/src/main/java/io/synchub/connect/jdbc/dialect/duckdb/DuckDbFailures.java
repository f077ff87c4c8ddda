/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.duckdb;

import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.error.SqlFailure.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a failure means. DuckDB has neither states nor codes: a message begins with the class of the error, which is given
 * the SQLState of the standard or of PostgreSQL. Nothing of a message is passed on, since it quotes values.
 */
final class DuckDbFailures {
    private record Known(Pattern message, SqlFailure failure) {}

    private static final String NO_TRANSACTION = "no transaction is active";
    private static final String FAILED_COMMIT = "TransactionContext Error: Failed to commit";
    private static final String FATAL = "FATAL Error";

    /** Tried in order against the beginning of the message. */
    private static final List<Known> KNOWN = List.of(
            same("Constraint Error: NOT NULL", "23502"),
            same("Constraint Error: CHECK", "23514"),
            of(
                    "Constraint Error: .*still referenced",
                    Kind.DATA,
                    "23503",
                    "other rows refer to this one by a foreign key, and DuckDB updates what has an index by deleting the"
                            + " row first"),
            same("Constraint Error: .*foreign key", "23503"),
            same("Constraint Error: (?:Duplicate|PRIMARY|UNIQUE)", "23505"),
            same("Constraint Error", "23000"),
            same("Conversion Error: (?:invalid|.{0,40})(?: date| timestamp| time) ", "22007"),
            same("Conversion Error: .*(?:out of range|to U?(?:INT\\d|HUGEINT))", "22003"),
            same("Out of Range Error", "22003"),
            same("(?:Conversion|Invalid Input|Mismatch Type) Error", "22P02"),
            of(
                    "TransactionContext Error",
                    Kind.PASSING,
                    "40001",
                    "another transaction changed the same rows or tables"),
            of("(?:Transaction|Serialization) ?Error", Kind.PASSING, "40001", "serialization failure"),
            of("IO Error: .*lock", Kind.PASSING, "55006", "another process has the database file open"),
            of("IO Error", Kind.PASSING, "58030", "the database file can not be read or written"),
            same("Connection Error", "08006"),
            same("Out of Memory Error", "53200"),
            of("INTERRUPT Error", Kind.PASSING, "57014", "statement was interrupted"),
            of(FATAL, Kind.PASSING, "58000", "the database has to be opened anew"),
            of("Catalog Error: .*already exists", Kind.STALE_TABLE, "42P07", "the table exists by now"),
            of("Catalog Error: .* is not an? table", Kind.SETUP, "55000", "the object is a view, which takes no rows"),
            same("Catalog Error", "42P01"),
            of(
                    "Binder Error: Can only (?:update|delete from) base table",
                    Kind.SETUP,
                    "55000",
                    "the object is a view, which takes no rows"),
            same("Binder Error: The specified columns as conflict target", "42P10"),
            same("Binder Error", "42703"),
            of(
                    "Dependency Error",
                    Kind.SETUP,
                    "2BP01",
                    "an index or a foreign key depends on the table, and DuckDB does not change it then"));

    private DuckDbFailures() {}

    private static Known same(String message, String state) {
        return new Known(beginning(message), SqlFailure.ofState(state));
    }

    private static Known of(String message, Kind kind, String state, String condition) {
        return new Known(beginning(message), new SqlFailure(kind, state, condition));
    }

    private static Pattern beginning(String message) {
        return Pattern.compile("^" + message, Pattern.DOTALL);
    }

    static SqlFailure of(SQLException exception) {
        for (Throwable at = exception; at != null && at != at.getCause(); at = at.getCause()) {
            if (at instanceof SQLException && at.getMessage() != null) {
                String message = at.getMessage();
                for (Known known : KNOWN) {
                    if (known.message().matcher(message).find()) {
                        return known.failure();
                    }
                }
            }
        }
        return SqlFailure.of(exception);
    }

    static boolean endsSession(SQLException exception) {
        String message = String.valueOf(exception.getMessage());
        return message.startsWith(FAILED_COMMIT) || message.startsWith(FATAL) || message.contains(NO_TRANSACTION);
    }
}
