/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZonesTest {
    @ParameterizedTest
    @CsvSource({
        "UTC,                2026-03-28T23:30:00Z, 2026-03-28",
        "Europe/Berlin,      2026-03-28T22:59:59Z, 2026-03-28",
        "Europe/Berlin,      2026-03-28T23:00:00Z, 2026-03-29",
        // Summer time: midnight is an hour earlier in UTC from the day after the change.
        "Europe/Berlin,      2026-03-29T21:59:59Z, 2026-03-29",
        "Europe/Berlin,      2026-03-29T22:00:00Z, 2026-03-30",
        "America/New_York,   1969-12-31T23:59:59Z, 1969-12-31",
        "America/New_York,   1970-01-01T04:59:59Z, 1969-12-31",
        "Asia/Kolkata,       2026-01-01T18:30:00Z, 2026-01-02",
        "Pacific/Kiritimati, 2026-01-01T10:00:00Z, 2026-01-02",
    })
    void an_instant_falls_on_the_day_of_the_zone(String zone, Instant instant, LocalDate day) {
        assertThat(zones(zone).dayOf(instant)).isEqualTo(day);
        assertThat(zones(zone).dayOf(instant.atZone(ZoneId.of("+09:00")).toOffsetDateTime()))
                .isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "UTC,                 2026-01-01T12:34:56.789Z, 2026-01-01T12:00:00Z",
        "UTC,                 1969-12-31T23:59:59.999Z, 1969-12-31T23:00:00Z",
        // Half an hour and three quarters off.
        "Asia/Kolkata,        2026-01-01T12:34:56Z,     2026-01-01T12:30:00Z",
        "Asia/Kolkata,        2026-01-01T12:29:59Z,     2026-01-01T11:30:00Z",
        "Asia/Kathmandu,      2026-01-01T12:14:59Z,     2026-01-01T11:15:00Z",
        // Clocks go back: two hours are called two o'clock, and stay two.
        "Europe/Berlin,       2026-10-25T00:45:00Z,     2026-10-25T00:00:00Z",
        "Europe/Berlin,       2026-10-25T01:45:00Z,     2026-10-25T01:00:00Z",
        // Clocks go forward by half an hour, at two: the hour begins at half past.
        "Australia/Lord_Howe, 2026-10-03T15:45:00Z,     2026-10-03T15:30:00Z",
        // Clocks went forward by an hour at a minute past midnight: of one o'clock the first minute is missing.
        "America/St_Johns,    2010-03-14T03:35:00Z,     2010-03-14T03:31:00Z",
    })
    void an_hour_begins_by_the_clock_of_the_zone(String zone, Instant instant, Instant hour) {
        assertThat(zones(zone).hourOf(instant)).isEqualTo(hour);
    }

    @Property
    void an_hour_begins_at_most_two_hours_before_and_is_its_own_beginning(
            @ForAll("zoneNames") String zone,
            @ForAll @LongRange(min = -2_000_000_000L, max = 4_000_000_000L) long seconds) {
        Instant instant = Instant.ofEpochSecond(seconds);
        Instant hour = zones(zone).hourOf(instant);

        assertThat(Duration.between(hour, instant)).isBetween(Duration.ZERO, Duration.ofHours(2));
        assertThat(zones(zone).hourOf(hour)).isEqualTo(hour);
    }

    @Provide
    Arbitrary<String> zoneNames() {
        return Arbitraries.of(
                "UTC",
                "Europe/Berlin",
                "America/New_York",
                "Asia/Kolkata",
                "Asia/Kathmandu",
                "Australia/Lord_Howe",
                "America/St_Johns",
                "America/Caracas");
    }

    @Test
    void what_has_no_zone_stands_as_it_is() {
        LocalDateTime local = LocalDateTime.parse("2026-01-01T00:30:00");

        assertThat(zones("America/New_York").dayOf(local)).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(zones("Asia/Kolkata").hourOf(local)).isEqualTo(LocalDateTime.parse("2026-01-01T00:00"));
        assertThat(zones("America/New_York").dayOf(LocalDate.of(2026, 1, 1))).isEqualTo(LocalDate.of(2026, 1, 1));
    }

    @Test
    void what_has_no_zone_is_brought_from_the_zone_of_the_source() {
        Zones zones = new Zones(ZoneId.of("America/New_York"), Optional.of(ZoneId.of("UTC")));

        assertThat(zones.dayOf(LocalDateTime.parse("2026-01-01T04:59:59"))).isEqualTo(LocalDate.of(2025, 12, 31));
        assertThat(zones.hourOf(LocalDateTime.parse("2026-01-01T05:30:00")))
                .isEqualTo(LocalDateTime.parse("2026-01-01T00:00"));
        assertThat(zones.dayOf(LocalDate.of(2026, 1, 1))).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(zones.dayOf(OffsetDateTime.parse("2026-01-01T00:00:00Z"))).isEqualTo(LocalDate.of(2025, 12, 31));
    }

    private static Zones zones(String zone) {
        return new Zones(ZoneId.of(zone), Optional.empty());
    }
}
