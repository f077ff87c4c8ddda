/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** What filters can ask of the cells of one column. */
final class PropertyConditions {
    private final Clock clock;
    private final Computed computed;

    PropertyConditions(Clock clock, Computed computed) {
        this.clock = clock;
        this.computed = computed;
    }

    Filter parse(SchemaEntry entry, JsonNode condition, String place) {
        Predicate<Object> test =
                switch (entry.type()) {
                    case FORMULA, ROLLUP -> computed(condition, place);
                    case VERIFICATION -> verification(condition, place);
                    default -> byType(kindOf(entry), condition, place);
                };
        return page -> test.test(computed.value(entry, page));
    }

    private static String kindOf(SchemaEntry entry) {
        return switch (entry.type()) {
            case TITLE, RICH_TEXT, URL, EMAIL, PHONE_NUMBER -> "string";
            case NUMBER, UNIQUE_ID -> "number";
            case SELECT, STATUS -> "select";
            case PEOPLE, CREATED_BY, LAST_EDITED_BY, RELATION -> "ids";
            case DATE, CREATED_TIME, LAST_EDITED_TIME -> "date";
            default -> entry.typeName();
        };
    }

    private Predicate<Object> byType(String kind, JsonNode condition, String place) {
        if (kind.equals("date")) {
            DateCondition date = DateCondition.parse(condition, place, clock);
            return value -> date.test(minute(value));
        }
        String operator = Checks.onlyField(condition, place);
        JsonNode wanted = condition.get(operator);
        if (operator.equals("is_empty") && !kind.equals("checkbox")) {
            Checks.isTrue(wanted, place, operator);
            return PropertyConditions::isEmpty;
        }
        if (operator.equals("is_not_empty") && !kind.equals("checkbox")) {
            Checks.isTrue(wanted, place, operator);
            return value -> !isEmpty(value);
        }
        return switch (kind) {
            case "string" -> string(operator, wanted, place);
            case "number" -> number(operator, wanted, place);
            case "checkbox" -> checkbox(operator, wanted, place);
            case "select" -> select(operator, wanted, place);
            case "multi_select", "ids" -> contains(operator, wanted, place);
            default -> throw Checks.notPresent(place, operator, wanted);
        };
    }

    /** Of a formula or rollup, by the type of the result. */
    private Predicate<Object> computed(JsonNode condition, String place) {
        String type = Checks.onlyField(condition, place);
        if (!List.of("string", "number", "checkbox", "date").contains(type)) {
            throw Checks.notPresent(place, type, condition.get(type));
        }
        return byType(type, condition.get(type), place + "." + type);
    }

    private static Predicate<Object> verification(JsonNode condition, String place) {
        Checks.onlyField(condition, place);
        String wanted = Checks.oneOf(condition.get("status"), place, "status", List.of("verified", "expired", "none"));
        return value -> wanted.equals(
                value instanceof VerificationValue is && !is.state().equals("unverified") ? is.state() : "none");
    }

    private static Predicate<Object> string(String operator, JsonNode wanted, String place) {
        BiPredicate<String, String> compare =
                switch (operator) {
                    case "equals", "does_not_equal" -> String::equals;
                    case "contains", "does_not_contain" -> String::contains;
                    case "starts_with" -> String::startsWith;
                    case "ends_with" -> String::endsWith;
                    default -> throw Checks.notPresent(place, operator, wanted);
                };
        String text = Checks.text(wanted, place, operator).toLowerCase(Locale.ROOT);
        boolean negated = operator.startsWith("does_not");
        return value -> {
            String is = CellValues.text(value);
            return negated != compare.test(is == null ? "" : is.toLowerCase(Locale.ROOT), text);
        };
    }

    private static Predicate<Object> number(String operator, JsonNode wanted, String place) {
        Predicate<Integer> compare =
                switch (operator) {
                    case "equals" -> order -> order == 0;
                    case "does_not_equal" -> order -> order != 0;
                    case "greater_than" -> order -> order > 0;
                    case "less_than" -> order -> order < 0;
                    case "greater_than_or_equal_to" -> order -> order >= 0;
                    case "less_than_or_equal_to" -> order -> order <= 0;
                    default -> throw Checks.notPresent(place, operator, wanted);
                };
        if (!wanted.isNumber()) {
            throw NotionError.malformed("body", place + "." + operator, "a number", wanted.toString());
        }
        double bound = wanted.doubleValue();
        return value -> {
            Number number = CellValues.number(value);
            return number == null
                    ? operator.equals("does_not_equal")
                    : compare.test(Double.compare(number.doubleValue(), bound));
        };
    }

    private static Predicate<Object> checkbox(String operator, JsonNode wanted, String place) {
        if (!operator.equals("equals") && !operator.equals("does_not_equal")) {
            throw Checks.notPresent(place, operator, wanted);
        }
        if (!wanted.isBoolean()) {
            throw NotionError.malformed("body", place + "." + operator, "a boolean", wanted.toString());
        }
        boolean matches = wanted.booleanValue() == operator.equals("equals");
        return value -> Boolean.TRUE.equals(value) == matches;
    }

    private static Predicate<Object> select(String operator, JsonNode wanted, String place) {
        String name = Checks.text(wanted, place, operator);
        return switch (operator) {
            case "equals" -> value -> name.equals(CellValues.text(value));
            case "does_not_equal" -> value -> !name.equals(CellValues.text(value));
            default -> throw Checks.notPresent(place, operator, wanted);
        };
    }

    private static Predicate<Object> contains(String operator, JsonNode wanted, String place) {
        String name = Checks.text(wanted, place, operator);
        return switch (operator) {
            case "contains" -> value -> has(value, name);
            case "does_not_contain" -> value -> !has(value, name);
            default -> throw Checks.notPresent(place, operator, wanted);
        };
    }

    private static boolean has(Object value, String name) {
        return value instanceof Object[] items && Arrays.stream(items).anyMatch(item -> name.equals(key(item)));
    }

    private static String key(Object item) {
        if (item instanceof Option option) {
            return option.name();
        }
        if (item instanceof User user) {
            return user.id().toString();
        }
        return item instanceof Group group ? group.id().toString() : item.toString();
    }

    private static boolean isEmpty(Object value) {
        if (value instanceof Object[] items) {
            return items.length == 0;
        }
        return value == null || value.equals("");
    }

    private static Integer minute(Object value) {
        return value instanceof DateValue date ? Integer.valueOf(DateCondition.minuteOf(date.start())) : null;
    }
}
