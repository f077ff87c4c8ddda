/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.sqlite;

import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.error.SqlFailure.Kind;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a failure means. SQLite has no SQLStates: its result codes are given those of the standard, and of PostgreSQL. The
 * driver's exception begins with the code's name.
 */
final class SqliteFailures {
    private static final Pattern CODE = Pattern.compile("^\\[(SQLITE_[A-Z_0-9]+)]");

    /** By the beginning of a code's name, the longer first. */
    private static final Map<String, SqlFailure> BY_CODE = new LinkedHashMap<>();

    /** What the general error says, which quotes no values: SQL with parameters has none. */
    private static final Map<String, SqlFailure> BY_TEXT = new LinkedHashMap<>();

    private static final String OPEN = "cannot start a transaction within a transaction";
    private static final String ENDED = "no transaction is active";
    /** It went with the transaction that it was set in. */
    private static final String NO_SAVEPOINT = "no such savepoint";

    static {
        same("SQLITE_BUSY", "55P03");
        same("SQLITE_LOCKED", "55P03");
        same("SQLITE_PROTOCOL", "55P03");
        put("SQLITE_FULL", Kind.PASSING, "53100", "disk is full");
        same("SQLITE_NOMEM", "53200");
        put("SQLITE_IOERR", Kind.PASSING, "58030", "disk can not be read or written");
        same("SQLITE_READONLY", "25006");
        same("SQLITE_INTERRUPT", "57014");
        put("SQLITE_SCHEMA", Kind.STALE_TABLE, "0A000", "table was changed meanwhile");
        same("SQLITE_CONSTRAINT_NOTNULL", "23502");
        same("SQLITE_CONSTRAINT_UNIQUE", "23505");
        same("SQLITE_CONSTRAINT_PRIMARYKEY", "23505");
        same("SQLITE_CONSTRAINT_ROWID", "23505");
        same("SQLITE_CONSTRAINT_FOREIGNKEY", "23503");
        same("SQLITE_CONSTRAINT_CHECK", "23514");
        same("SQLITE_CONSTRAINT_TRIGGER", "P0001");
        put("SQLITE_CONSTRAINT_DATATYPE", Kind.DATA, "22000", "value does not have the type of its STRICT column");
        same("SQLITE_CONSTRAINT", "23000");
        put("SQLITE_MISMATCH", Kind.DATA, "22000", "value is no integer, which the key column takes alone");
        put("SQLITE_TOOBIG", Kind.DATA, "54000", "text or bytes are larger than SQLite takes");
        put(
                "SQLITE_CANTOPEN",
                Kind.SETUP,
                "58P01",
                "the database file can not be opened: check that its directory exists on the worker, and that the worker"
                        + " may write there");
        put("SQLITE_NOTADB", Kind.SETUP, "58P01", "the file is no SQLite database, or is encrypted");
        put("SQLITE_CORRUPT", Kind.SETUP, "XX001", "the database file is damaged");
        put("SQLITE_PERM", Kind.SETUP, "42501", "the worker may not write the database file");
        text("no such table", "42P01");
        text("no such column", "42703");
        text("has no column named", "42703");
        text("ON CONFLICT clause does not match", "42P10");
        BY_TEXT.put("duplicate column name", new SqlFailure(Kind.STALE_TABLE, "42701", "the column exists by now"));
        BY_TEXT.put("already exists", new SqlFailure(Kind.STALE_TABLE, "42P07", "the table exists by now"));
        text("generated column", "428C9");
        text("cannot modify", "55000");
        for (String ended : List.of(ENDED, NO_SAVEPOINT)) {
            BY_TEXT.put(ended, new SqlFailure(Kind.PASSING, "25P01", "the transaction was ended by SQLite"));
        }
    }

    private SqliteFailures() {}

    private static void same(String code, String state) {
        BY_CODE.put(code, SqlFailure.ofState(state));
    }

    private static void put(String code, Kind kind, String state, String condition) {
        BY_CODE.put(code, new SqlFailure(kind, state, condition));
    }

    private static void text(String part, String state) {
        BY_TEXT.put(part, SqlFailure.ofState(state));
    }

    /** Sorts by the first code in the chain of causes. */
    static SqlFailure of(SQLException exception) {
        for (Throwable at = exception; at != null && at != at.getCause(); at = at.getCause()) {
            String message = at instanceof SQLException && at.getMessage() != null ? at.getMessage() : "";
            Matcher code = CODE.matcher(message);
            if (code.find()) {
                return ofCode(code.group(1), message);
            }
        }
        return SqlFailure.of(exception);
    }

    private static SqlFailure ofCode(String code, String message) {
        return (code.equals("SQLITE_ERROR") ? BY_TEXT : BY_CODE)
                .entrySet().stream()
                        .filter(known -> code.equals("SQLITE_ERROR")
                                ? message.contains(known.getKey())
                                : code.startsWith(known.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseGet(() -> new SqlFailure(Kind.SETUP, "42000", "SQLite refused the statement, " + code));
    }

    static boolean saysTransactionIsOpen(SQLException exception) {
        return String.valueOf(exception.getMessage()).contains(OPEN);
    }

    static boolean hasEndedTransaction(SQLException exception) {
        String message = String.valueOf(exception.getMessage());
        return message.contains(ENDED) || message.contains(NO_SAVEPOINT);
    }
}
