/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters of schemas that should be numbers and are not count as absent, in every database. */
class DeclaredDigitsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:x",
                "jdbc:mariadb://h/x",
                "jdbc:mysql://h/x",
                "jdbc:mysql://h/x StarRocks",
                "jdbc:clickhouse://h/x",
                "jdbc:sqlite:x",
                "jdbc:duckdb:x"
            })
    void what_is_no_number_declares_nothing(String database) {
        String[] urlAndName = database.split(" ");
        Dialect dialect = Dialects.of(urlAndName[0], urlAndName.length > 1 ? urlAndName[1] : "");
        Schema digits = Decimal.builder(2)
                .parameter("connect.decimal.precision", "many")
                .build();
        assertThat(dialect.columnFor("v", digits, true)).isEqualTo(dialect.columnFor("v", Decimal.schema(2), true));
        SchemaBuilder bits = SchemaBuilder.bytes().name("io.debezium.data.Bits");
        Schema unbounded = bits.build();
        assertThat(dialect.columnFor("v", bits.parameter("length", "").build(), true))
                .isEqualTo(dialect.columnFor("v", unbounded, true));
    }
}
