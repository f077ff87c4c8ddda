/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/**
 * What a filter asks of a date. The API compares minutes: it cuts the filter's time to the minute, and takes a day without time
 * for all minutes of that day in UTC.
 *
 * @param minutes those that match
 * @param emptyMatches whether no date at all matches
 */
record DateCondition(Filter.Minutes minutes, boolean emptyMatches) {
    private static final DateCondition EMPTY = new DateCondition(new Filter.Minutes(1, 0), true);
    private static final DateCondition NOT_EMPTY = new DateCondition(Filter.Minutes.EVER, false);

    /** Null is no date. */
    boolean test(Integer minute) {
        return minute == null ? emptyMatches : minute >= minutes.first() && minute <= minutes.last();
    }

    /** @param place where the condition stands in the body, for messages */
    static DateCondition parse(JsonNode condition, String place, Clock clock) {
        String operator = Checks.onlyField(condition, place);
        JsonNode value = condition.get(operator);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return switch (operator) {
            case "is_empty" -> Checks.isTrue(value, place, operator) ? EMPTY : NOT_EMPTY;
            case "is_not_empty" -> Checks.isTrue(value, place, operator) ? NOT_EMPTY : EMPTY;
            case "this_week" ->
                days(
                        today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
                        today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY)));
            case "past_week" -> days(today.minusWeeks(1), today);
            case "past_month" -> days(today.minus(Period.ofMonths(1)), today);
            case "past_year" -> days(today.minus(Period.ofYears(1)), today);
            case "next_week" -> days(today, today.plusWeeks(1));
            case "next_month" -> days(today, today.plus(Period.ofMonths(1)));
            case "next_year" -> days(today, today.plus(Period.ofYears(1)));
            default -> compared(operator, value, place);
        };
    }

    private static DateCondition days(LocalDate first, LocalDate last) {
        return between(startOf(first), startOf(last.plusDays(1)) - 1);
    }

    private static DateCondition compared(String operator, JsonNode value, String place) {
        Filter.Minutes bound = parse(value, place, operator);
        return switch (operator) {
            case "equals" -> between(bound.first(), bound.last());
            case "before" -> between(Integer.MIN_VALUE, bound.first() - 1);
            case "on_or_before" -> between(Integer.MIN_VALUE, bound.last());
            case "after" -> between(bound.last() + 1, Integer.MAX_VALUE);
            case "on_or_after" -> between(bound.first(), Integer.MAX_VALUE);
            default -> throw Checks.notPresent(place, operator, value);
        };
    }

    private static DateCondition between(long first, long last) {
        return new DateCondition(new Filter.Minutes(first, last), false);
    }

    private static Filter.Minutes parse(JsonNode value, String place, String operator) {
        try {
            if (value.isTextual()) {
                return minutes(value.textValue());
            }
        } catch (DateTimeException malformed) {
            // Told below, as for any other value that is no date.
        }
        throw NotionError.malformed("body", place + "." + operator, "a valid ISO 8601 date string", value.toString());
    }

    private static Filter.Minutes minutes(String text) {
        if (text.indexOf('T') < 0) {
            LocalDate day = LocalDate.parse(text);
            return new Filter.Minutes(startOf(day), startOf(day.plusDays(1)) - 1);
        }
        int minute = minuteOf(text);
        return new Filter.Minutes(minute, minute);
    }

    /** Of a date as the API writes it: a day, or a time with or without an offset. */
    static int minuteOf(String text) {
        if (text.indexOf('T') < 0) {
            return Math.toIntExact(startOf(LocalDate.parse(text)));
        }
        boolean hasOffset = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
        Instant time = hasOffset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        return Times.minute(time);
    }

    private static long startOf(LocalDate day) {
        return Times.minute(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
