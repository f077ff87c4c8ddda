/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.clickhouse;

import io.synchub.connect.jdbc.error.ConnectFailedException;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.error.SqlFailure.Kind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a failure means, by ClickHouse's error code (its source's {@code ErrorCodes.cpp}). Drivers give it as the vendor
 * code, or only at the beginning of the message; the SQLState, which is the same for all errors of the server, says
 * nothing.
 */
final class ClickHouseFailures {
    private static final String UNKNOWN = "unknown";
    /** What such a server would say if it knew SQLStates: whoever logs in asks for them. */
    private static final String NO_LOGIN = "28000";

    private static final String NO_DATABASE = "3D000";
    private static final String TOO_MANY_PARTS =
            "too many parts: merges do not keep up with the inserts; fewer and larger" + " batches help";

    /** The number alone is read: what follows may quote values. */
    private static final Pattern CODE = Pattern.compile("^\\s*(?:\\[[^\\]]*\\]\\s*)?Code:\\s*(\\d{1,9})\\b");

    private static final Map<Integer, SqlFailure> BY_CODE = new HashMap<>();

    static {
        put(Kind.STALE_TABLE, UNKNOWN, "no such table", 60);
        put(Kind.STALE_TABLE, UNKNOWN, "no such column", 16, 8, 10, 47);
        put(Kind.STALE_TABLE, UNKNOWN, "the table exists by now", 57);
        put(Kind.DATA, UNKNOWN, "value does not have the form of the column's type", 6, 26, 27, 38, 41, 72, 117, 130);
        put(Kind.DATA, UNKNOWN, "value does not have the form of the column's type", 376, 441, 675, 676);
        put(Kind.DATA, UNKNOWN, "value is not of the column's type, or null in a column that takes none", 53, 70);
        put(Kind.DATA, "23502", "null in a column that takes none", 349);
        put(Kind.DATA, "22003", "number or date is out of the column's range", 69, 321, 407);
        put(Kind.DATA, UNKNOWN, "text or array is larger than the server takes", 128, 131);
        put(Kind.DATA, UNKNOWN, "values of this kind do not go into the column", 43, 386);
        put(Kind.DATA, UNKNOWN, "the column's enumeration has no such element", 691);
        put(Kind.DATA, UNKNOWN, "constraint is not met", 469);
        put(Kind.PASSING, UNKNOWN, "statement timed out, or was cancelled", 159, 160, 394, 735);
        put(Kind.PASSING, UNKNOWN, "connection failed", 3, 32, 33, 95, 198, 203, 209, 210, 279, 425, 519);
        put(Kind.PASSING, UNKNOWN, "too many queries at the same time", 202, 364, 745);
        put(Kind.PASSING, UNKNOWN, "quota is used up until its interval ends", 201);
        put(Kind.PASSING, UNKNOWN, "out of memory", 173, 241);
        put(Kind.PASSING, UNKNOWN, TOO_MANY_PARTS, 252);
        put(Kind.PASSING, UNKNOWN, "too many changes of the table wait", 517, 692);
        put(Kind.PASSING, UNKNOWN, "storage is full, or fails", 74, 75, 76, 243, 499);
        put(Kind.PASSING, UNKNOWN, "keeper does not answer", 225, 571, 999);
        put(Kind.PASSING, UNKNOWN, "table takes no writes now (its replica is read-only)", 242);
        put(Kind.PASSING, UNKNOWN, "not enough replicas took the rows", 285, 286, 289, 319, 415);
        put(Kind.PASSING, UNKNOWN, "table is being dropped or changed", 218, 305, 473);
        put(Kind.PASSING, UNKNOWN, "the server is starting or shutting down", 236, 667, 722);
        put(Kind.SETUP, NO_LOGIN, "wrong user or password", 192, 193, 194, 516);
        put(Kind.SETUP, NO_LOGIN, "the user may not connect from the worker's address", 195);
        put(Kind.SETUP, UNKNOWN, "permission denied", 164, 291, 497);
        put(Kind.SETUP, NO_DATABASE, "no such database", 81);
        put(Kind.SETUP, UNKNOWN, "syntax error, or unknown to this version of the server", 46, 50, 56, 62, 115);
        put(Kind.SETUP, UNKNOWN, "the table's key or engine needs the column as it is", 169, 524);
        put(Kind.SETUP, UNKNOWN, "the table's engine does not allow this", 1, 36, 44, 48);
    }

    private ClickHouseFailures() {}

    private static void put(Kind kind, String state, String condition, int... codes) {
        for (int code : codes) {
            BY_CODE.put(code, new SqlFailure(kind, state, condition + ", ClickHouse error " + code));
        }
    }

    /** Sorts by the first code in the chain of causes; without one a failure of the network passes. */
    static SqlFailure of(SQLException exception) {
        boolean network = false;
        for (Throwable at = exception; at != null && at != at.getCause(); at = at.getCause()) {
            if (at instanceof ConnectFailedException failed) {
                return failed.failure();
            }
            OptionalInt code = code(at);
            if (code.isPresent()) {
                return BY_CODE.getOrDefault(
                        code.getAsInt(),
                        new SqlFailure(
                                Kind.SETUP, UNKNOWN, "the server refused it, ClickHouse error " + code.getAsInt()));
            }
            network |= at instanceof IOException;
        }
        return network ? new SqlFailure(Kind.PASSING, "08000", "connection failed") : SqlFailure.of(exception);
    }

    private static OptionalInt code(Throwable at) {
        if (at instanceof SQLException sql && sql.getErrorCode() > 0) {
            return OptionalInt.of(sql.getErrorCode());
        }
        Matcher matcher = CODE.matcher(String.valueOf(at.getMessage()));
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
