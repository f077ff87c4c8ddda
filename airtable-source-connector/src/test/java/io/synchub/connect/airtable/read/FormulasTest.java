/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulasTest {
    @Test
    void records_are_named_by_their_ids() {
        assertThat(Formulas.isOneOf(List.of("rec1"))).isEqualTo("OR(RECORD_ID()='rec1')");
        assertThat(Formulas.isOneOf(List.of("rec1", "rec2"))).isEqualTo("OR(RECORD_ID()='rec1',RECORD_ID()='rec2')");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "Edited,{Edited}",
                "a}b,{a\\}b}",
                "a\\b,{a\\\\b}",
                "a\\},{a\\\\\\}}",
                "it's \"x\",{it's \"x\"}",
                "{a,{{a}"
            })
    void names_of_fields_are_escaped(String name, String expected) {
        assertThat(Formulas.editedAfter(name, Instant.EPOCH))
                .isEqualTo("OR(IS_AFTER(" + expected + ",DATETIME_PARSE('1970-01-01T00:00:00Z')),"
                        + "IS_AFTER(CREATED_TIME(),DATETIME_PARSE('1970-01-01T00:00:00Z')))");
    }

    @Test
    void the_users_formula_decides_where_the_condition_holds() {
        assertThat(Formulas.where("A", "")).isEqualTo("A");
        assertThat(Formulas.where("A", "B")).isEqualTo("IF(A,B)");
    }
}
