/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.Dialects;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TypeSize;
import io.synchub.connect.jdbc.write.RecordPosition;
import io.synchub.connect.jdbc.write.RowChange;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.WriteRule;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which pairs of a record's type and a column's type keep keys apart. */
class KeyComparisonTest {
    private static final Schema MICROS =
            SchemaBuilder.int64().name("io.debezium.time.MicroTimestamp").build();
    private static final Schema NANOS =
            SchemaBuilder.int64().name("io.debezium.time.NanoTimestamp").build();
    private static final Schema DAYS =
            SchemaBuilder.int32().name("io.debezium.time.Date").build();
    private static final TypeSize MICROSECONDS = TypeSize.fraction(6);

    private static KeyComparison compare(Schema schema, ColumnDefinition column, ValueOptions values) {
        RowLayout layout = new RowLayout(List.of(new RowLayout.Column("k", schema, true)), WriteRule.UPSERT);
        TableDefinition table =
                new TableDefinition(TableId.of("t"), List.of(column), List.of(Set.of("k")), Set.of("k"));
        return KeyComparison.of(table, layout, values);
    }

    private static ColumnDefinition column(String type, Family family, TypeSize size) {
        return new ColumnDefinition("k", type, type, family, false, size);
    }

    private static RowChange row(Schema schema, Object key) {
        RowLayout layout = new RowLayout(List.of(new RowLayout.Column("k", schema, true)), WriteRule.UPSERT);
        return new RowChange(
                TableId.of("t"), layout, RowChange.Operation.WRITE, new Object[] {key}, new RecordPosition("t", 0, 0));
    }

    static Stream<Arguments> ordinaryKeysOfEachDatabase() {
        return Stream.of("postgresql://h/d", "mariadb://h/d", "sqlite:f", "duckdb:f")
                .flatMap(url -> Stream.of(
                                Schema.INT8_SCHEMA,
                                Schema.INT16_SCHEMA,
                                Schema.INT32_SCHEMA,
                                Schema.INT64_SCHEMA,
                                Schema.STRING_SCHEMA,
                                Schema.BOOLEAN_SCHEMA,
                                Schema.BYTES_SCHEMA,
                                Schema.FLOAT64_SCHEMA,
                                Decimal.schema(2),
                                Date.SCHEMA,
                                DAYS)
                        .map(schema -> Arguments.of("jdbc:" + url, schema)));
    }

    /** What the sink itself creates must not be slow. */
    @ParameterizedTest
    @MethodSource("ordinaryKeysOfEachDatabase")
    void a_column_that_is_made_for_a_schema_keeps_its_keys_apart(String url, Schema schema) {
        Dialect dialect = Dialects.of(url);
        assertThat(compare(schema, dialect.columnFor("k", schema, false), ValueOptions.DEFAULT)
                        .isLoose())
                .isFalse();
    }

    static Stream<Arguments> exact() {
        return Stream.of(
                Arguments.of(Schema.INT64_SCHEMA, column("numeric", Family.NUMBER, TypeSize.UNBOUNDED_DECIMAL)),
                Arguments.of(Schema.INT64_SCHEMA, column("decimal(20,0)", Family.NUMBER, TypeSize.decimal(20, 0))),
                Arguments.of(Schema.INT64_SCHEMA, column("integer", Family.NUMBER, TypeSize.INT32)),
                Arguments.of(Schema.INT64_SCHEMA, column("varchar", Family.TEXT, TypeSize.text(20))),
                Arguments.of(Schema.FLOAT32_SCHEMA, column("double", Family.NUMBER, TypeSize.FLOAT64)),
                Arguments.of(Decimal.schema(2), column("numeric", Family.NUMBER, TypeSize.decimal(9, 4))),
                Arguments.of(MICROS, column("timestamp without time zone", Family.OTHER, MICROSECONDS)),
                Arguments.of(MICROS, column("bigint", Family.NUMBER, TypeSize.INT64)),
                Arguments.of(Timestamp.SCHEMA, column("datetime", Family.OTHER, TypeSize.fraction(3))),
                Arguments.of(Timestamp.SCHEMA, column("TIMESTAMP", Family.OTHER, MICROSECONDS)));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void types_that_keep_keys_apart(Schema schema, ColumnDefinition column) {
        assertThat(compare(schema, column, ValueOptions.DEFAULT).isLoose()).isFalse();
    }

    static Stream<Arguments> loose() {
        return Stream.of(
                Arguments.of(Schema.STRING_SCHEMA, column("integer", Family.NUMBER, TypeSize.INT32)),
                Arguments.of(Schema.STRING_SCHEMA, column("date", Family.OTHER, TypeSize.UNKNOWN)),
                Arguments.of(Schema.STRING_SCHEMA, column("inet", Family.OTHER, TypeSize.UNKNOWN)),
                Arguments.of(Schema.STRING_SCHEMA, column("name", Family.TEXT, TypeSize.UNKNOWN)),
                Arguments.of(Schema.STRING_SCHEMA, column("bytea", Family.BYTES, TypeSize.binary(null))),
                Arguments.of(Schema.INT64_SCHEMA, column("numeric", Family.NUMBER, TypeSize.decimal(9, -2))),
                Arguments.of(Schema.INT64_SCHEMA, column("double", Family.NUMBER, TypeSize.FLOAT64)),
                Arguments.of(Schema.INT32_SCHEMA, column("year", Family.NUMBER, TypeSize.UNKNOWN)),
                Arguments.of(Schema.FLOAT64_SCHEMA, column("real", Family.NUMBER, TypeSize.FLOAT32)),
                Arguments.of(Schema.FLOAT64_SCHEMA, column("double(8,2)", Family.NUMBER, TypeSize.FLOAT64)),
                Arguments.of(Schema.FLOAT64_SCHEMA, column("numeric", Family.NUMBER, TypeSize.UNBOUNDED_DECIMAL)),
                Arguments.of(Decimal.schema(3), column("numeric", Family.NUMBER, TypeSize.decimal(9, 2))),
                Arguments.of(Decimal.schema(1), column("bigint", Family.NUMBER, TypeSize.INT64)),
                Arguments.of(NANOS, column("timestamp without time zone", Family.OTHER, MICROSECONDS)),
                Arguments.of(MICROS, column("TIMESTAMP", Family.OTHER, TypeSize.UNKNOWN)),
                Arguments.of(MICROS, column("datetime", Family.OTHER, TypeSize.fraction(0))),
                Arguments.of(Timestamp.SCHEMA, column("date", Family.OTHER, TypeSize.UNKNOWN)),
                Arguments.of(Schema.BYTES_SCHEMA, column("uuid", Family.OTHER, TypeSize.UNKNOWN)));
    }

    @ParameterizedTest
    @MethodSource("loose")
    void types_that_may_make_keys_one(Schema schema, ColumnDefinition column) {
        KeyComparison comparison = compare(schema, column, ValueOptions.DEFAULT);
        assertThat(comparison.isLoose()).isTrue();
        assertThat(comparison.isLooseAcrossStripes()).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_makes_instants_one() {
        ColumnDefinition wall = column("timestamp without time zone", Family.OTHER, MICROSECONDS);
        ColumnDefinition zoned = column("timestamp with time zone", Family.OTHER, MICROSECONDS);
        ValueOptions rome = new ValueOptions(ZoneId.of("Europe/Rome"), ValueOptions.NulPolicy.FAIL);
        ValueOptions fixed = new ValueOptions(ZoneOffset.ofHours(2), ValueOptions.NulPolicy.FAIL);
        assertThat(compare(Timestamp.SCHEMA, wall, rome).isLoose()).isTrue();
        assertThat(compare(Timestamp.SCHEMA, wall, fixed).isLoose()).isFalse();
        assertThat(compare(Timestamp.SCHEMA, zoned, rome).isLoose()).isFalse();
        assertThat(compare(MICROS, wall, rome).isLoose()).isFalse();
    }

    @Test
    void texts_that_a_column_would_shorten_are_odd() {
        ColumnDefinition text = column("varchar", Family.TEXT, TypeSize.text(3));
        ValueOptions strip = new ValueOptions(ZoneOffset.UTC, ValueOptions.NulPolicy.STRIP);
        KeyComparison comparison = compare(Schema.STRING_SCHEMA, text, strip);
        assertThat(comparison.isLoose()).isFalse();
        assertThat(Stream.of("a\0", "abc ", "abc", "\u00e4")
                        .map(key -> comparison.isOdd(row(Schema.STRING_SCHEMA, key))))
                .containsExactly(true, true, false, false);
        assertThat(comparison.fold(row(Schema.STRING_SCHEMA, "a\0"))).isEmpty();
        assertThat(comparison.fold(row(Schema.STRING_SCHEMA, "abc"))).isPresent();
        assertThat(compare(Schema.STRING_SCHEMA, text, ValueOptions.DEFAULT).isOdd(row(Schema.STRING_SCHEMA, "a\0")))
                .isFalse();
    }

    @Test
    void whole_numbers_in_texts_are_compared_as_numbers() {
        KeyComparison comparison =
                compare(Schema.STRING_SCHEMA, column("bigint", Family.NUMBER, TypeSize.INT64), ValueOptions.DEFAULT);
        assertThat(comparison.fold(row(Schema.STRING_SCHEMA, "010")))
                .isEqualTo(comparison.fold(row(Schema.STRING_SCHEMA, "10")))
                .isNotEqualTo(comparison.fold(row(Schema.STRING_SCHEMA, "-10")))
                .isPresent();
        assertThat(Stream.of("1e1", "", "-", " 10", "0x0a", "\u0661", "1234567890123456789")
                        .map(key -> comparison.fold(row(Schema.STRING_SCHEMA, key))))
                .allMatch(Optional::isEmpty);
    }

    @Test
    void uuids_are_compared_without_case() {
        KeyComparison comparison =
                compare(Schema.STRING_SCHEMA, column("uuid", Family.OTHER, TypeSize.UNKNOWN), ValueOptions.DEFAULT);
        String uuid = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";
        assertThat(comparison.isLooseAcrossStripes()).isFalse();
        assertThat(comparison.fold(row(Schema.STRING_SCHEMA, uuid)))
                .isEqualTo(comparison.fold(row(Schema.STRING_SCHEMA, uuid.toUpperCase(Locale.ROOT))));
        assertThat(comparison.isOdd(row(Schema.STRING_SCHEMA, uuid.replace("-", ""))))
                .isTrue();
    }
}
