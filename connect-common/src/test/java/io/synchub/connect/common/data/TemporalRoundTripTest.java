/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;

class TemporalRoundTripTest {
    private static final Schema MICRO_TIMESTAMP =
            SchemaBuilder.int64().name(LogicalNames.MICRO_TIMESTAMP).build();
    private static final Schema NANO_TIMESTAMP =
            SchemaBuilder.int64().name(LogicalNames.NANO_TIMESTAMP).build();
    private static final Schema MILLI_TIMESTAMP =
            SchemaBuilder.int64().name(LogicalNames.TIMESTAMP).build();
    private static final Schema MICRO_TIME =
            SchemaBuilder.int64().name(LogicalNames.MICRO_TIME).build();
    private static final Schema ISO_TIMESTAMP =
            SchemaBuilder.string().name(LogicalNames.ISO_TIMESTAMP).build();

    @Property
    void every_microsecond_comes_back(@ForAll long micros) {
        LocalDateTime decoded = (LocalDateTime) SemanticType.LOCAL_TIMESTAMP.toJava(MICRO_TIMESTAMP, micros);

        assertThat(TemporalEncoding.microTimestamp(decoded)).isEqualTo(micros);
    }

    @Property
    void every_nanosecond_is_counted_from_the_epoch(
            @ForAll @LongRange(min = -9_000_000_000_000_000_000L, max = 9_000_000_000_000_000_000L) long nanos) {
        LocalDateTime decoded = (LocalDateTime) SemanticType.LOCAL_TIMESTAMP.toJava(NANO_TIMESTAMP, nanos);

        assertThat(ChronoUnit.NANOS.between(LocalDateTime.of(1970, 1, 1, 0, 0), decoded))
                .isEqualTo(nanos);
    }

    @Property
    void every_millisecond_is_the_one_of_the_instant(
            @ForAll @LongRange(min = -60_000_000_000_000L, max = 250_000_000_000_000L) long millis) {
        LocalDateTime utc = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);

        assertThat(SemanticType.LOCAL_TIMESTAMP.toJava(MILLI_TIMESTAMP, millis)).isEqualTo(utc);
        assertThat(SemanticType.LOCAL_TIMESTAMP.toJava(
                        ISO_TIMESTAMP, utc + ":00Z".substring(utc.getSecond() == 0 && utc.getNano() == 0 ? 0 : 3)))
                .isEqualTo(utc);
    }

    @Property
    void every_time_of_day_comes_back(@ForAll @LongRange(max = 86_400_000_000L) long micros) {
        LocalTime decoded = (LocalTime) SemanticType.TIME.toJava(MICRO_TIME, micros);

        assertThat(TemporalEncoding.microTime(decoded)).isEqualTo(micros);
    }

    @Property
    void every_date_comes_back(@ForAll @IntRange(min = -1_000_000, max = 3_000_000) int days) {
        LocalDate date = LocalDate.ofEpochDay(days);
        java.util.Date connect = TemporalEncoding.connectDate(date);

        assertThat(Date.fromLogical(Date.SCHEMA, connect)).isEqualTo(days);
        assertThat(SemanticType.DATE.toJava(Date.SCHEMA, connect)).isEqualTo(date);
    }

    @Property
    void every_instant_comes_back_to_the_millisecond(
            @ForAll @LongRange(min = -60_000_000_000_000L, max = 250_000_000_000_000L) long millis) {
        Instant instant = Instant.ofEpochMilli(millis);

        assertThat(SemanticType.INSTANT.toJava(
                        Timestamp.SCHEMA, TemporalEncoding.connectTimestamp(instant.plusNanos(999_999))))
                .isEqualTo(instant);
    }

    private static void assertNumberComesBack(String name, Number number) {
        Schema schema = (number instanceof Integer ? SchemaBuilder.int32() : SchemaBuilder.int64())
                .name(name)
                .build();
        Object decoded = ValueDecoder.of(schema).decode(number);

        assertThat(TemporalEncoding.numbersOf(schema).orElseThrow().apply(decoded))
                .as(name)
                .isEqualTo(number);
    }

    @Property
    void every_number_of_64_bits_comes_back(@ForAll long number) {
        assertNumberComesBack(LogicalNames.MICRO_TIMESTAMP, number);
        assertNumberComesBack(LogicalNames.NANO_TIMESTAMP, number);
        assertNumberComesBack(LogicalNames.MICRO_DURATION, number);
        assertNumberComesBack(LogicalNames.NANO_DURATION, number);
        assertNumberComesBack(LogicalNames.TIMESTAMP, number / 1_000);
    }

    @Property
    void every_number_of_a_day_comes_back(@ForAll @LongRange(max = 86_400_000_000_000L) long any) {
        // The last nanosecond of the day stands for its end.
        long nanos = any == 86_399_999_999_999L ? any - 1 : any;
        assertNumberComesBack(LogicalNames.NANO_TIME, nanos);
        assertNumberComesBack(LogicalNames.MICRO_TIME, nanos / 1_000);
        assertNumberComesBack(LogicalNames.TIME, (int) (nanos / 1_000_000));
    }

    @Property
    void every_number_of_days_comes_back(@ForAll @IntRange(min = -620_000_000) int days) {
        assertNumberComesBack(LogicalNames.DATE, days);
    }

    @Example
    void other_types_were_no_numbers() {
        assertThat(TemporalEncoding.numbersOf(ISO_TIMESTAMP)).isEmpty();
        assertThat(TemporalEncoding.numbersOf(Timestamp.SCHEMA)).isEmpty();
        assertThat(TemporalEncoding.numbersOf(Schema.INT64_SCHEMA)).isEmpty();
    }
}
