/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.dialect.Dialects;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class OptionalDriverTest {
    @Test
    void a_driver_that_is_not_there_is_an_error_that_says_what_to_put_where() {
        assertThatThrownBy(() -> Dialects.of("jdbc:sqlite:file.db").driver())
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("org.sqlite.JDBC", "sqlite-jdbc", "directory of this plugin");
        assertThatThrownBy(() -> Dialects.of("jdbc:duckdb:file.db").driver())
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("org.duckdb.DuckDBDriver", "duckdb_jdbc", "directory of this plugin");
    }
}
