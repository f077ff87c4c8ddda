/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.error.SqlFailure.Kind;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqliteFailuresTest {
    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("[SQLITE_BUSY_SNAPSHOT] x", Kind.PASSING, "55P03"),
                Arguments.of("[SQLITE_FULL] x", Kind.PASSING, "53100"),
                Arguments.of("[SQLITE_IOERR_WRITE] x", Kind.PASSING, "58030"),
                Arguments.of("[SQLITE_READONLY_DBMOVED] x", Kind.PASSING, "25006"),
                Arguments.of("[SQLITE_CONSTRAINT_PRIMARYKEY] x", Kind.DATA, "23505"),
                Arguments.of("[SQLITE_CONSTRAINT_NOTNULL] x", Kind.DATA, "23502"),
                Arguments.of("[SQLITE_CONSTRAINT_VTAB] x", Kind.DATA, "23000"),
                Arguments.of("[SQLITE_SCHEMA] x", Kind.STALE_TABLE, "0A000"),
                Arguments.of("[SQLITE_ERROR] SQL error (no such table: t)", Kind.STALE_TABLE, "42P01"),
                Arguments.of("[SQLITE_ERROR] SQL error (near x: syntax error)", Kind.SETUP, "42000"),
                Arguments.of("[SQLITE_ERROR] SQL error (no such savepoint: S1)", Kind.PASSING, "25P01"),
                Arguments.of(
                        "[SQLITE_ERROR] SQL error (cannot rollback - no transaction is active)", Kind.PASSING, "25P01"),
                Arguments.of("[SQLITE_CANTOPEN] x", Kind.SETUP, "58P01"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void what_the_driver_says_has_a_kind_and_a_state_and_is_not_passed_on(String message, Kind kind, String state) {
        SqlFailure failure = SqliteFailures.of(new SQLException("pool", new SQLException(message)));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.sqlState()).isEqualTo(state);
        assertThat(failure.toString()).doesNotContain("70000000000", "zz");
    }

    @Test
    void a_connection_whose_transaction_is_gone_is_not_used_again() {
        assertThat(SqliteFailures.hasEndedTransaction(new SQLException("[SQLITE_ERROR] (no such savepoint: S1)")))
                .isTrue();
        assertThat(SqliteFailures.hasEndedTransaction(new SQLException("[SQLITE_BUSY] x")))
                .isFalse();
    }
}
