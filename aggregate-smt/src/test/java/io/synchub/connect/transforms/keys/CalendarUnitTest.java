/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarUnitTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 2026-11-20, 2026-11-16, 2026-11-01, 2026-01-01",
        // A Sunday belongs to the week of the Monday before, a Monday to its own.
        "2026-11-22, 2026-11-22, 2026-11-16, 2026-11-01, 2026-01-01",
        "2026-11-23, 2026-11-23, 2026-11-23, 2026-11-01, 2026-01-01",
        // The first days of 2027 are in the last week of 2026, and the last ones of 2024 in the first of 2025.
        "2027-01-03, 2027-01-03, 2026-12-28, 2027-01-01, 2027-01-01",
        "2024-12-31, 2024-12-31, 2024-12-30, 2024-12-01, 2024-01-01",
        "2024-02-29, 2024-02-29, 2024-02-26, 2024-02-01, 2024-01-01",
        "1969-12-31, 1969-12-31, 1969-12-29, 1969-12-01, 1969-01-01",
        "-0044-03-15, -0044-03-15, -0044-03-12, -0044-03-01, -0044-01-01"
    })
    void every_unit_starts_where_the_calendar_says(
            LocalDate date, LocalDate day, LocalDate week, LocalDate month, LocalDate year) {
        assertThat(CalendarUnit.DAY.startOf(date)).isEqualTo(day);
        assertThat(CalendarUnit.WEEK.startOf(date)).isEqualTo(week);
        assertThat(CalendarUnit.MONTH.startOf(date)).isEqualTo(month);
        assertThat(CalendarUnit.YEAR.startOf(date)).isEqualTo(year);
    }

    @Property
    void a_week_starts_on_the_monday_of_its_iso_week(@ForAll @IntRange(min = -700_000, max = 700_000) int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        LocalDate start = CalendarUnit.WEEK.startOf(date);

        assertThat(start.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(ChronoUnit.DAYS.between(start, date)).isBetween(0L, 6L);
        assertThat(start.get(IsoFields.WEEK_BASED_YEAR)).isEqualTo(date.get(IsoFields.WEEK_BASED_YEAR));
        assertThat(start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)).isEqualTo(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    @Property
    void a_start_is_its_own_start(@ForAll CalendarUnit unit, @ForAll @IntRange(min = -700_000, max = 700_000) int day) {
        LocalDate start = unit.startOf(LocalDate.ofEpochDay(day));

        assertThat(unit.startOf(start)).isEqualTo(start);
    }
}
