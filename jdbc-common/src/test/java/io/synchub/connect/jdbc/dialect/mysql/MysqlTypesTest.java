/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.schema.ColumnDefinition.Equality;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MysqlTypesTest {
    @ParameterizedTest
    @CsvSource({
        "bigint, , EXACT",
        "varbinary, , EXACT",
        "binary, , LOOSE",
        "varchar, utf8mb4_nopad_bin, EXACT",
        "varchar, utf8mb4_0900_bin, EXACT",
        "varchar, binary, EXACT",
        "varchar, utf8mb4_bin, PADDED",
        "varchar, utf8mb4_general_ci, LOOSE",
        "varchar, utf8mb4_0900_as_cs, LOOSE",
        "char, utf8mb4_nopad_bin, PADDED",
        "char, utf8mb4_0900_ai_ci, LOOSE",
        "enum, utf8mb4_bin, LOOSE"
    })
    void which_values_are_one_key(String type, String collation, Equality equality) {
        assertThat(MysqlTypes.equality(type, collation)).isEqualTo(equality);
    }
}
