/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlScriptTest {
    @Test
    void statements_that_were_joined_come_apart_again() {
        List<String> statements =
                List.of("ALTER TABLE t ADD a TEXT DEFAULT 'x;y'", "ALTER TABLE \"a;\"\";b\" ADD c TEXT");
        assertThat(SqlScript.split(SqlScript.join(statements))).isEqualTo(statements);
    }

    @Test
    void a_name_can_not_smuggle_in_a_statement() {
        String statement = "ALTER TABLE \"t\" ADD \"x;\nDROP TABLE y --\" TEXT";
        assertThat(SqlScript.split(statement)).containsExactly(statement);
    }
}
