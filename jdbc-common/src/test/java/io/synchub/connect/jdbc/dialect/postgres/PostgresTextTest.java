/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.common.data.SemanticType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresTextTest {
    private static final Schema ANY = Schema.STRING_SCHEMA;

    private static String text(SemanticType type, Object value) {
        return PostgresText.UTC.of(ANY, type, value, false);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-15, 2024-01-15",
        "0005-02-03, 0005-02-03",
        "0999-12-31, 0999-12-31",
        "+294276-12-31, 294276-12-31",
        "0000-12-31, 0001-12-31 BC",
        "-0043-03-15, 0044-03-15 BC",
        "-4712-01-01, 4713-01-01 BC"
    })
    void dates(String date, String expected) {
        assertThat(text(SemanticType.DATE, LocalDate.parse(date))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "00:00, 00:00:00", "23:59:59.999999, 23:59:59.999999", "01:02:03.000001, 01:02:03.000001",
        "01:02:03.1, 01:02:03.100000", "01:02:03.000000001, 01:02:03.000000001",
                "01:02:03.010203040, 01:02:03.010203040"
    })
    void times(String time, String expected) {
        assertThat(text(SemanticType.TIME, LocalTime.parse(time))).isEqualTo(expected);
    }

    @Test
    void ends_of_the_calendar() {
        assertThat(text(SemanticType.DATE, LocalDate.MAX)).isEqualTo("infinity");
        assertThat(text(SemanticType.DATE, LocalDate.MIN)).isEqualTo("-infinity");
        assertThat(text(SemanticType.LOCAL_TIMESTAMP, LocalDateTime.MAX)).isEqualTo("infinity");
        assertThat(text(SemanticType.LOCAL_TIMESTAMP, LocalDateTime.MIN)).isEqualTo("-infinity");
        assertThat(text(SemanticType.ZONED_TIMESTAMP, OffsetDateTime.MAX)).isEqualTo("infinity");
        assertThat(text(SemanticType.ZONED_TIMESTAMP, OffsetDateTime.MIN)).isEqualTo("-infinity");
        assertThat(text(SemanticType.TIME, LocalTime.MAX)).isEqualTo("24:00:00");
    }

    @Test
    void timestamps() {
        assertThat(text(SemanticType.LOCAL_TIMESTAMP, LocalDateTime.parse("2024-03-31T02:30:00")))
                .isEqualTo("2024-03-31 02:30:00");
        assertThat(text(SemanticType.LOCAL_TIMESTAMP, LocalDateTime.parse("-0043-03-15T12:00:00.5")))
                .isEqualTo("0044-03-15 12:00:00.500000 BC");
        assertThat(text(SemanticType.INSTANT, Instant.parse("2024-06-01T00:00:00Z")))
                .isEqualTo("2024-06-01 00:00:00");
        assertThat(text(SemanticType.ZONED_TIMESTAMP, OffsetDateTime.parse("2024-06-01T01:00:00+02:00")))
                .isEqualTo("2024-05-31 23:00:00+00");
        assertThat(text(SemanticType.ZONED_TIMESTAMP, OffsetDateTime.parse("0001-01-01T00:30:00+01:00")))
                .isEqualTo("0001-12-31 23:30:00+00 BC");
    }

    @Test
    void bytes_and_bits() {
        assertThat(text(SemanticType.BYTES, new byte[] {0, (byte) 0xab})).isEqualTo("\\x00ab");
        Schema ten = SchemaBuilder.bytes().parameter("length", "10").build();
        assertThat(PostgresText.UTC.of(ten, SemanticType.BITS, new byte[] {5, 2}, false))
                .isEqualTo("1000000101");
        assertThat(text(SemanticType.BITS, new byte[] {5})).isEqualTo("00000101");
    }

    @Test
    void arrays() {
        Schema strings = SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build();
        List<String> values = Arrays.asList("a", null, "NULL", "", "q\"b\\c,{}");
        assertThat(PostgresText.UTC.of(strings, SemanticType.ARRAY, values, false))
                .isEqualTo("{\"a\",NULL,\"NULL\",\"\",\"q\\\"b\\\\c,{}\"}");
        assertThat(PostgresText.UTC.of(strings, SemanticType.ARRAY, values, true))
                .isEqualTo("[\"a\",null,\"NULL\",\"\",\"q\\\"b\\\\c,{}\"]");
        Schema nested = SchemaBuilder.array(
                        SchemaBuilder.array(Schema.INT32_SCHEMA).build())
                .build();
        assertThat(PostgresText.UTC.of(nested, SemanticType.ARRAY, List.of(List.of(1, 2), List.of(3)), false))
                .isEqualTo("{{\"1\",\"2\"},{\"3\"}}");
    }
}
