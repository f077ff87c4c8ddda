/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Schedules as they are written in a configuration. */
public final class Schedules {
    /** Refuses what is no schedule, and says what is. */
    public static final ConfigDef.Validator VALIDATOR =
            ConfigDef.LambdaValidator.with(Schedules::check, () -> "every(30s), cron(0 0/15 * * * ?) or once");

    private static final String FORMS = "Must be every(<number><unit>) with unit ms, s, m, h or d, such as every(30s);"
            + " cron(<second> <minute> <hour> <day of month> <month> <day of week>), in UTC, such as"
            + " cron(0 0/15 * * * ?); or once";

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);
    private static final Pattern EVERY = Pattern.compile("every\\(\\s*(-?\\d+)\\s*([a-z]+)\\s*\\)");
    private static final Pattern CRON = Pattern.compile("cron\\((.*)\\)");

    private Schedules() {}

    /**
     * Reads a schedule whose times begin now.
     *
     * @throws IllegalArgumentException when it is none; the message says the mend
     */
    public static Schedule parse(String text) {
        return parse(text, Instant.now());
    }

    /**
     * Reads a schedule whose times begin at a moment.
     *
     * @throws IllegalArgumentException when it is none; the message says the mend
     */
    public static Schedule parse(String text, Instant now) {
        String trimmed = text.trim();
        if (trimmed.equals("once")) {
            return new Once();
        }
        Matcher every = EVERY.matcher(trimmed);
        if (every.matches()) {
            return every(every.group(1), every.group(2));
        }
        Matcher cron = CRON.matcher(trimmed);
        if (cron.matches()) {
            return cron(cron.group(1).trim(), now);
        }
        throw new IllegalArgumentException(FORMS);
    }

    private static Schedule every(String number, String unit) {
        ChronoUnit known = UNITS.get(unit);
        if (known == null) {
            throw new IllegalArgumentException("The unit " + unit + " is not known. " + FORMS);
        }
        Duration interval;
        try {
            interval = Duration.of(Long.parseLong(number), known);
        } catch (NumberFormatException | ArithmeticException overflow) {
            interval = number.startsWith("-") ? Duration.ZERO : LONGEST.plusMillis(1);
        }
        if (interval.isNegative() || interval.isZero() || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "The interval must be at least every(1ms) and at most every(" + LONGEST.toDays() + "d)");
        }
        return new Every(interval);
    }

    private static Schedule cron(String expression, Instant now) {
        Optional<Instant> first;
        Cron cron;
        try {
            cron = new Cron(expression, now);
            first = cron.next(Optional.empty());
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw new IllegalArgumentException(
                    "The cron expression cannot be read: " + malformed.getMessage() + ". " + FORMS, malformed);
        }
        if (first.isEmpty()) {
            throw new IllegalArgumentException(
                    "The cron expression names no time that is still to come: check its day, month and year");
        }
        return cron;
    }

    private static void check(String key, Object value) {
        try {
            parse(value == null ? "" : value.toString());
        } catch (IllegalArgumentException refused) {
            throw new ConfigException(key, value, refused.getMessage());
        }
    }
}
