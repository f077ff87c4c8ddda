/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Turns what a test gives for a cell into what is kept, and what is kept into what a type shows. */
final class CellValues {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CellValues() {}

    /** What is kept of a value. */
    static Object kept(SchemaEntry entry, Object value) {
        if (value == null) {
            return null;
        }
        return switch (entry.type()) {
            case TITLE, RICH_TEXT -> value instanceof CharSequence ? value.toString() : texts(value);
            case NUMBER -> require(Number.class, entry, value);
            case CHECKBOX -> require(Boolean.class, entry, value);
            case SELECT, STATUS -> entry.option(value.toString());
            case MULTI_SELECT ->
                list(value).stream().map(name -> entry.option(name.toString())).toArray(Option[]::new);
            case DATE -> date(value);
            case PEOPLE -> list(value).toArray();
            case FILES -> list(value).toArray(FileValue[]::new);
            case RELATION -> list(value).stream().map(CellValues::pageId).toArray(UUID[]::new);
            case URL, EMAIL, PHONE_NUMBER -> value.toString();
            case FORMULA -> value instanceof LocalDate || value instanceof Instant ? date(value) : value;
            case ROLLUP -> value;
            case VERIFICATION -> require(VerificationValue.class, entry, value);
            case PLACE -> require(PlaceValue.class, entry, value);
            case CUSTOM -> JSON.<JsonNode>valueToTree(value);
            default ->
                throw new IllegalArgumentException(
                        entry.name() + " is a " + entry.typeName() + ", which nobody can set");
        };
    }

    /** What is kept in a column of the same type of another table: options become those of that table. */
    static Object moved(SchemaEntry to, Object kept) {
        if (kept instanceof Option option) {
            return to.option(option.name());
        }
        if (kept instanceof Option[] options) {
            return Arrays.stream(options)
                    .map(option -> to.option(option.name()))
                    .toArray(Option[]::new);
        }
        return kept;
    }

    /** Runs of text. */
    static RichText[] texts(Object kept) {
        if (kept instanceof RichText[] texts) {
            return texts;
        }
        if (kept instanceof RichText || kept instanceof Collection) {
            return list(kept).stream()
                    .map(run -> run instanceof RichText text ? text : RichText.text(run.toString()))
                    .toArray(RichText[]::new);
        }
        String plain = text(kept);
        return plain == null || plain.isEmpty() ? new RichText[0] : new RichText[] {RichText.text(plain)};
    }

    /** What can be read of any value; null for nothing. */
    static String text(Object kept) {
        if (kept == null) {
            return null;
        }
        if (kept instanceof RichText[] texts) {
            return Arrays.stream(texts).map(RichText::text).collect(Collectors.joining());
        }
        if (kept instanceof Option option) {
            return option.name();
        }
        if (kept instanceof Option[] options) {
            return Arrays.stream(options).map(Option::name).collect(Collectors.joining(", "));
        }
        if (kept instanceof DateValue date) {
            return date.start();
        }
        return kept.getClass().isArray() ? null : kept.toString();
    }

    static Number number(Object kept) {
        if (kept instanceof Number number) {
            return number;
        }
        try {
            return kept instanceof String text ? Double.valueOf(text) : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    static Option option(SchemaEntry entry, Object kept) {
        if (kept instanceof Option option) {
            return option;
        }
        if (kept instanceof Option[] options && options.length > 0) {
            return options[0];
        }
        return kept instanceof String name ? entry.findOption(name) : null;
    }

    static Option[] options(SchemaEntry entry, Object kept) {
        if (kept instanceof Option[] options) {
            return options;
        }
        Option one = option(entry, kept);
        return one == null ? new Option[0] : new Option[] {one};
    }

    static DateValue date(Object value) {
        if (value instanceof DateValue date) {
            return date;
        }
        if (value instanceof Instant time) {
            return DateValue.of(time.toString());
        }
        if (value instanceof CharSequence || value instanceof LocalDate || value instanceof OffsetDateTime) {
            return DateValue.of(value.toString());
        }
        throw new IllegalArgumentException("Not a date: " + value);
    }

    static DateValue dateOrNull(Object kept) {
        return kept instanceof DateValue date ? date : null;
    }

    static List<?> list(Object value) {
        return value instanceof Collection<?> many ? List.copyOf(many) : List.of(value);
    }

    private static UUID pageId(Object value) {
        return value instanceof Page page ? page.id() : UUID.fromString(value.toString());
    }

    private static <T> T require(Class<T> type, SchemaEntry entry, Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(entry.name() + " is a " + entry.typeName() + " and takes no "
                    + value.getClass().getSimpleName());
        }
        return type.cast(value);
    }
}
