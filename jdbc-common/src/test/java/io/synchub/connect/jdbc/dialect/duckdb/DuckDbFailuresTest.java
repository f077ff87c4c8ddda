/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.error.SqlFailure.Kind;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DuckDbFailuresTest {
    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("Constraint Error: Duplicate key \"id: 1\" violates", Kind.DATA, "23505"),
                Arguments.of("Constraint Error: NOT NULL constraint failed: t.n", Kind.DATA, "23502"),
                Arguments.of(
                        "Conversion Error: Could not convert string '70000000000' to INT32 when", Kind.DATA, "22003"),
                Arguments.of("Conversion Error: invalid date field format: \"zz\"", Kind.DATA, "22007"),
                Arguments.of("TransactionContext Error: Conflict on update!", Kind.PASSING, "40001"),
                Arguments.of("TransactionContext Error: Failed to commit: PRIMARY KEY", Kind.PASSING, "40001"),
                Arguments.of("IO Error: Could not set lock on file", Kind.PASSING, "55006"),
                Arguments.of("Catalog Error: Table with name t does not exist!", Kind.STALE_TABLE, "42P01"),
                Arguments.of("Binder Error: Table does not have a column", Kind.STALE_TABLE, "42703"),
                Arguments.of("Dependency Error: Cannot alter", Kind.SETUP, "2BP01"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void what_the_driver_says_has_a_kind_and_a_state_and_is_not_passed_on(String message, Kind kind, String state) {
        SqlFailure failure = DuckDbFailures.of(new SQLException("pool", new SQLException(message)));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.sqlState()).isEqualTo(state);
        assertThat(failure.toString()).doesNotContain("70000000000", "zz");
    }
}
