/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.error.SqlFailure.Kind;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {
    @ParameterizedTest
    @CsvSource({
        "08001, PASSING",
        "08006, PASSING",
        "40001, PASSING",
        "40P01, PASSING",
        "53300, PASSING",
        "53100, PASSING",
        "55P03, PASSING",
        "57P01, PASSING",
        "57P03, PASSING",
        "57014, PASSING",
        "25006, PASSING",
        "58030, PASSING",
        "22001, DATA",
        "22003, DATA",
        "22P05, DATA",
        "2200N, DATA",
        "23502, DATA",
        "23505, DATA",
        "21000, DATA",
        "44000, DATA",
        "54000, DATA",
        "P0001, DATA",
        "42P01, STALE_TABLE",
        "42703, STALE_TABLE",
        "42P10, STALE_TABLE",
        "0A000, STALE_TABLE",
        "42804, STALE_TABLE",
        "28P01, SETUP",
        "3D000, SETUP",
        "42501, SETUP",
        "42601, SETUP",
        "42883, STALE_TABLE",
        "55000, SETUP",
        "XX000, SETUP",
        "99999, SETUP",
        "9, SETUP"
    })
    void states_are_sorted(String state, Kind kind) {
        SqlFailure failure = SqlFailure.ofState(state);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.isPassing()).isEqualTo(kind == Kind.PASSING);
        assertThat(failure.toString()).endsWith("(SQLState " + state + ")");
    }

    @Test
    void the_first_state_in_the_chain_of_causes_counts() {
        SQLException refused = new SQLException("driver's text", "23505");
        assertThat(SqlFailure.of(new SQLException("pool's text", refused)).sqlState())
                .isEqualTo("23505");
        assertThat(SqlFailure.of(new SQLException("text", "40001", refused)).sqlState())
                .isEqualTo("40001");
    }

    @Test
    void without_a_state_the_class_of_the_exception_counts() {
        assertThat(SqlFailure.of(new SQLTransientConnectionException("no connection"))
                        .isPassing())
                .isTrue();
        assertThat(SqlFailure.of(new SQLException("what")).isPassing()).isFalse();
    }

    @Test
    void nothing_that_the_driver_said_is_passed_on() {
        assertThat(SqlFailure.of(new SQLException("Key (id)=(770077) exists", "23505"))
                        .toString())
                .doesNotContain("770077");
    }
}
