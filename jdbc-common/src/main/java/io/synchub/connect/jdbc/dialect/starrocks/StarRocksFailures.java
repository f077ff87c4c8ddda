/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.starrocks;

import io.synchub.connect.jdbc.error.ConnectFailedException;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.error.SqlFailure.Kind;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a failure means, by StarRocks' code (its source's {@code ErrorCode.java}). Up to 3.2, and for much of what its
 * planner and storage say later too, the code is 1064 or 1105 whatever happened: then words of the message decide, which
 * are looked for and never shown.
 */
final class StarRocksFailures {
    private static final String UNKNOWN = "unknown";
    private static final Map<Integer, SqlFailure> BY_CODE = new HashMap<>();

    static {
        put(Kind.STALE_TABLE, "no such table", 1051, 1146, 5502);
        put(Kind.STALE_TABLE, "no such column", 1054, 1166, 5509);
        put(Kind.STALE_TABLE, "table was changed meanwhile", 1050, 1058, 1060, 5604, 5608);
        put(Kind.DATA, "a value does not fit its column, or is null where none is allowed", 5610, 5611, 5606);
        put(Kind.DATA, "not a valid date or time", 6001);
        put(Kind.DATA, "the row has no value for a column that is NOT NULL and has no default", 1364);
        put(Kind.DATA, "the table has no partition for this row", 1748);
        put(Kind.PASSING, "too many connections", 1040, 1203);
        put(Kind.PASSING, "statement timed out", 5024, 1317);
        put(Kind.PASSING, "the insert failed in the storage", 5025, 5609);
        put(Kind.PASSING, "table is being changed", 5014, 5015, 5016, 5019, 5300, 5301);
        put(Kind.PASSING, "no backend is alive", 5021, 5904, 5905, 5401);
        put(Kind.SETUP, "wrong user or password", 1045, 1251, 1524);
        put(Kind.SETUP, "permission denied", 1044, 1142, 1227, 5203, 5204, 5206);
        put(Kind.SETUP, "the user may not connect from the worker's address", 1130);
        put(Kind.SETUP, "no such database", 1049, 5501);
        put(Kind.SETUP, "the key's columns are not all named", 6014);
    }

    /** What a message that has these words, in lower case, is about. The first that it has counts. */
    private record Words(String words, SqlFailure meaning) {
        Words(String words, Kind kind, String condition) {
            this(words, new SqlFailure(kind, UNKNOWN, condition));
        }
    }

    private static final List<Words> BY_WORDS = List.of(
            new Words(
                    "filtered data",
                    Kind.DATA,
                    "a value does not fit its column, or is null where none is allowed (strict mode)"),
            new Words("unknown table", Kind.STALE_TABLE, "no such table"),
            new Words("unknown column", Kind.STALE_TABLE, "no such column"),
            new Words("cannot be resolved", Kind.STALE_TABLE, "no such column"),
            new Words("duplicate column name", Kind.STALE_TABLE, "table was changed meanwhile"),
            new Words("already exists", Kind.STALE_TABLE, "table was changed meanwhile"),
            new Words("schema change", Kind.PASSING, "table is being changed"),
            new Words("state is not normal", Kind.PASSING, "table is being changed"),
            new Words("schema_change", Kind.PASSING, "table is being changed"),
            new Words(
                    "too many versions", Kind.PASSING, "too many versions of a tablet: fewer and larger batches help"),
            new Words("running txns", Kind.PASSING, "too many transactions at the same time"),
            new Words("exceed limit", Kind.PASSING, "out of memory"),
            new Words("timeout", Kind.PASSING, "statement timed out"),
            new Words("timed out", Kind.PASSING, "statement timed out"),
            new Words("alive backend", Kind.PASSING, "a backend does not answer"),
            new Words("alive nodes", Kind.PASSING, "a backend does not answer"),
            new Words("rpc failed", Kind.PASSING, "a backend does not answer"),
            new Words("not leader", Kind.PASSING, "the frontend's leader changes"),
            new Words("access denied", Kind.SETUP, "permission denied"));

    private StarRocksFailures() {}

    private static void put(Kind kind, String condition, int... codes) {
        for (int code : codes) {
            BY_CODE.put(code, new SqlFailure(kind, UNKNOWN, condition + ", error " + code));
        }
    }

    /** Sorts by the first known code or words in the chain of causes. */
    static SqlFailure of(SQLException exception) {
        for (Throwable at = exception; at != null && at != at.getCause(); at = at.getCause()) {
            if (at instanceof ConnectFailedException failed) {
                return failed.failure();
            }
            if (at instanceof SQLException sql) {
                SqlFailure known = BY_CODE.get(sql.getErrorCode());
                Optional<SqlFailure> meaning = known != null ? Optional.of(known) : byWords(sql);
                if (meaning.isPresent()) {
                    String state = sql.getSQLState() == null ? UNKNOWN : sql.getSQLState();
                    return new SqlFailure(
                            meaning.get().kind(), state, meaning.get().condition());
                }
            }
        }
        return SqlFailure.of(exception);
    }

    private static Optional<SqlFailure> byWords(SQLException exception) {
        // 1064 and 1105 are all that is said of these; a failed connection has a state of its own.
        if (exception.getErrorCode() != 1064 && exception.getErrorCode() != 1105) {
            return Optional.empty();
        }
        String message = String.valueOf(exception.getMessage()).toLowerCase(Locale.ROOT);
        return BY_WORDS.stream()
                .filter(known -> message.contains(known.words()))
                .map(Words::meaning)
                .findFirst();
    }
}
