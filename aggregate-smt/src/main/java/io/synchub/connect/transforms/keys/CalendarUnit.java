/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.keys;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.function.UnaryOperator;

/** The units of the calendar to whose start dates and timestamps are truncated. */
public enum CalendarUnit {
    /** The only unit below a day: it keeps a timestamp, the others give the date on which the unit starts. */
    HOUR(date -> date),
    DAY(date -> date),
    /** As ISO 8601 has it: from Monday, also across the turn of a year. */
    WEEK(date -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))),
    MONTH(date -> date.withDayOfMonth(1)),
    YEAR(date -> date.withDayOfYear(1));

    private final UnaryOperator<LocalDate> start;

    CalendarUnit(UnaryOperator<LocalDate> start) {
        this.start = start;
    }

    /** The first day of the unit that a date lies in. */
    public LocalDate startOf(LocalDate date) {
        return start.apply(date);
    }
}
