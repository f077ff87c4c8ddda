/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The functions of formulas that need nothing but their arguments. Airtable has many more; these are what connectors use. */
final class FormulaFunctions {
    private static final Map<String, Duration> UNITS = Map.of(
            "seconds", Duration.ofSeconds(1),
            "minutes", Duration.ofMinutes(1),
            "hours", Duration.ofHours(1),
            "days", Duration.ofDays(1),
            "weeks", Duration.ofDays(7));

    private final Map<String, Known> known;

    /** @param most arguments */
    private record Known(int least, int most, Function<List<Object>, Object> value) {}

    FormulaFunctions(Clock clock) {
        known = Map.ofEntries(
                Map.entry("OR", new Known(1, 10_000, all -> all.stream().anyMatch(Operands::isTrue))),
                Map.entry("AND", new Known(1, 10_000, all -> all.stream().allMatch(Operands::isTrue))),
                Map.entry(
                        "XOR",
                        new Known(
                                1,
                                10_000,
                                all -> all.stream().filter(Operands::isTrue).count() % 2 == 1)),
                Map.entry("NOT", new Known(1, 1, all -> !Operands.isTrue(all.get(0)))),
                Map.entry("IF", new Known(2, 3, FormulaFunctions::choose)),
                Map.entry("BLANK", new Known(0, 0, all -> null)),
                Map.entry("TRUE", new Known(0, 0, all -> true)),
                Map.entry("FALSE", new Known(0, 0, all -> false)),
                Map.entry("NOW", new Known(0, 0, all -> clock.instant())),
                Map.entry("TODAY", new Known(0, 0, all -> clock.instant().truncatedTo(ChronoUnit.DAYS))),
                Map.entry("IS_AFTER", new Known(2, 2, all -> compareTimes(all, order -> order > 0))),
                Map.entry("IS_BEFORE", new Known(2, 2, all -> compareTimes(all, order -> order < 0))),
                Map.entry("IS_SAME", new Known(2, 3, FormulaFunctions::isSame)),
                Map.entry("DATETIME_PARSE", new Known(1, 3, all -> Operands.time(all.get(0)))),
                Map.entry("DATEADD", new Known(3, 3, FormulaFunctions::add)),
                Map.entry("LEN", new Known(1, 1, all -> (double) text(all, 0).length())),
                Map.entry("LOWER", new Known(1, 1, all -> text(all, 0).toLowerCase(Locale.ROOT))),
                Map.entry("UPPER", new Known(1, 1, all -> text(all, 0).toUpperCase(Locale.ROOT))),
                Map.entry("TRIM", new Known(1, 1, all -> text(all, 0).trim())),
                Map.entry("VALUE", new Known(1, 1, all -> orError(Operands.number(all.get(0))))),
                Map.entry("FIND", new Known(2, 2, all -> 1.0 + text(all, 1).indexOf(text(all, 0)))),
                Map.entry("SEARCH", new Known(2, 2, FormulaFunctions::search)),
                Map.entry("CONCATENATE", new Known(1, 10_000, all -> all.stream()
                        .map(Operands::text)
                        .collect(Collectors.joining()))));
    }

    /** The call of a function. */
    Expression call(String name, List<Expression> arguments) {
        Known function = known.get(name);
        if (function == null) {
            throw AirtableError.formula("Unknown function name: " + name);
        }
        if (arguments.size() < function.least() || arguments.size() > function.most()) {
            throw AirtableError.formula("Invalid arguments for " + name);
        }
        return record -> {
            List<Object> values = new ArrayList<>(arguments.size());
            for (Expression argument : arguments) {
                Object value = argument.value(record);
                if (value instanceof CellError) {
                    return value;
                }
                values.add(value);
            }
            return function.value().apply(values);
        };
    }

    private static String text(List<Object> all, int index) {
        return Operands.text(all.get(index));
    }

    private static Object orError(Object value) {
        return value == null ? CellError.ERROR : value;
    }

    private static Object choose(List<Object> all) {
        if (Operands.isTrue(all.get(0))) {
            return all.get(1);
        }
        return all.size() > 2 ? all.get(2) : null;
    }

    private static Object search(List<Object> all) {
        int found = text(all, 1).toLowerCase(Locale.ROOT).indexOf(text(all, 0).toLowerCase(Locale.ROOT));
        return found < 0 ? null : (Object) (1.0 + found);
    }

    /** A blank time is neither before nor after any other. */
    private static Object compareTimes(List<Object> all, Function<Integer, Boolean> wanted) {
        Object one = Operands.time(all.get(0));
        Object other = Operands.time(all.get(1));
        if (one instanceof CellError || other instanceof CellError) {
            return CellError.ERROR;
        }
        return one != null && other != null && wanted.apply(((Instant) one).compareTo((Instant) other));
    }

    private static Object isSame(List<Object> all) {
        boolean byDay = all.size() == 3 && text(all, 2).equals("day");
        Object one = Operands.time(all.get(0));
        Object other = Operands.time(all.get(1));
        if (one instanceof Instant first && other instanceof Instant second) {
            return byDay
                    ? first.truncatedTo(ChronoUnit.DAYS).equals(second.truncatedTo(ChronoUnit.DAYS))
                    : first.equals(second);
        }
        return one == null && other == null;
    }

    private static Object add(List<Object> all) {
        Object time = Operands.time(all.get(0));
        Double count = Operands.number(all.get(1));
        String unit = text(all, 2);
        if (!(time instanceof Instant start) || count == null) {
            return CellError.ERROR;
        }
        if (UNITS.containsKey(unit)) {
            return start.plus(UNITS.get(unit).multipliedBy(count.longValue()));
        }
        Period months = unit.equals("months") ? Period.ofMonths(count.intValue()) : Period.ofYears(count.intValue());
        boolean known = unit.equals("months") || unit.equals("years");
        return known ? start.atZone(ZoneOffset.UTC).plus(months).toInstant() : CellError.ERROR;
    }
}
