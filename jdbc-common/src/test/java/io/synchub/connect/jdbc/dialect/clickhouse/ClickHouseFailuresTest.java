/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.error.SqlFailure.Kind;
import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClickHouseFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "60, STALE_TABLE",
        "16, STALE_TABLE",
        "47, STALE_TABLE",
        "53, DATA",
        "69, DATA",
        "376, DATA",
        "349, DATA",
        "27, DATA",
        "159, PASSING",
        "202, PASSING",
        "209, PASSING",
        "210, PASSING",
        "241, PASSING",
        "242, PASSING",
        "252, PASSING",
        "999, PASSING",
        "497, SETUP",
        "516, SETUP",
        "62, SETUP",
        "4711, SETUP"
    })
    void a_failure_is_sorted_by_its_code_wherever_it_stands(int code, Kind kind) {
        SQLException byVendorCode = new SQLException("secret", "22000", code);
        SQLException byMessage =
                new SQLException("Code: " + code + ". DB::Exception: secret. Code: 60. (X) (version 25.8)", "22000");
        SQLException byCause = new SQLException(
                "Failed to execute", "HY000", new IllegalStateException("Code: " + code + ". DB::Exception: secret"));
        for (SQLException exception : new SQLException[] {byVendorCode, byMessage, byCause}) {
            SqlFailure failure = ClickHouseFailures.of(exception);
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.toString()).doesNotContain("secret").contains(String.valueOf(code));
        }
    }

    @Test
    void a_server_that_is_not_there_passes() {
        SQLException refused = new SQLException("x", "HY000", new RuntimeException(new ConnectException("refused")));
        assertThat(ClickHouseFailures.of(refused).kind()).isEqualTo(Kind.PASSING);
    }

    @Test
    void a_rejected_password_has_the_state_that_logins_ask_for() {
        assertThat(ClickHouseFailures.of(new SQLException("x", "22000", 516)).sqlState())
                .isEqualTo("28000");
    }
}
