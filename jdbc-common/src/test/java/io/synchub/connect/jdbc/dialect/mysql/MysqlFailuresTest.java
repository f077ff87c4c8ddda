/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.error.SqlFailure.Kind;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MysqlFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "1205, HY000, PASSING",
        "1213, 40001, PASSING",
        "1040, 08004, PASSING",
        "1226, 42000, PASSING",
        "1927, 70100, PASSING",
        "1114, HY000, PASSING",
        "1290, HY000, PASSING",
        "-1, 08000, PASSING",
        "0, 70100, PASSING",
        "1045, 28000, SETUP",
        "1049, 42000, SETUP",
        "1142, 42000, SETUP",
        "1298, HY000, SETUP",
        "1118, 42000, SETUP",
        "1071, 42000, SETUP",
        "1146, 42S02, STALE_TABLE",
        "1054, 42S22, STALE_TABLE",
        "1062, 23000, DATA",
        "1048, 23000, DATA",
        "1364, HY000, DATA",
        "1366, HY000, DATA",
        "3819, HY000, DATA",
        "1644, 45000, DATA",
        "99999, HY000, SETUP"
    })
    void a_failure_is_sorted_by_its_code_and_says_nothing_of_the_driver(int code, String state, Kind kind) {
        SQLException exception = new SQLException("secret value", state, code);
        SqlFailure failure = MysqlFailures.of(exception);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.sqlState()).isEqualTo(state);
        assertThat(failure.toString()).doesNotContain("secret");
        assertThat(MysqlFailures.of(new SQLException("of a batch", exception)).kind())
                .isEqualTo(kind);
    }
}
