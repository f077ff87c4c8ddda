/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/**
 * What a column shall be, for {@link DataSource} to make. Immutable. Values of cells are plain Java: strings for text, options,
 * addresses and dates; numbers; booleans; lists of strings, {@link User}s, {@link Group}s, {@link Page}s, {@link FileValue}s or
 * {@link RichText}s; {@link DateValue}, {@link PlaceValue}, {@link VerificationValue}; null for none.
 */
public record Property(
        String name,
        PropertyType type,
        String typeName,
        String id,
        String description,
        List<String> options,
        String detail,
        DataSource target,
        RollupTarget rollup,
        Function<Row, Object> value,
        JsonNode config) {

    /** What a rollup reads through a relation. */
    record RollupTarget(String relation, String property) {}

    /** A row as a formula sees it. */
    @FunctionalInterface
    public interface Row {
        /** The value of a cell as it was given; null if there is none. */
        Object get(String property);
    }

    public static Property title(String name) {
        return of(name, PropertyType.TITLE);
    }

    public static Property richText(String name) {
        return of(name, PropertyType.RICH_TEXT);
    }

    public static Property number(String name) {
        return number(name, "number");
    }

    /** A format such as {@code dollar}. */
    public static Property number(String name, String format) {
        return of(name, PropertyType.NUMBER).with(format);
    }

    public static Property checkbox(String name) {
        return of(name, PropertyType.CHECKBOX);
    }

    /** Options that cells name later are added by themselves. */
    public static Property select(String name, String... options) {
        return of(name, PropertyType.SELECT).withOptions(options);
    }

    public static Property status(String name, String... options) {
        return of(name, PropertyType.STATUS).withOptions(options);
    }

    public static Property multiSelect(String name, String... options) {
        return of(name, PropertyType.MULTI_SELECT).withOptions(options);
    }

    public static Property date(String name) {
        return of(name, PropertyType.DATE);
    }

    public static Property people(String name) {
        return of(name, PropertyType.PEOPLE);
    }

    public static Property files(String name) {
        return of(name, PropertyType.FILES);
    }

    public static Property url(String name) {
        return of(name, PropertyType.URL);
    }

    public static Property email(String name) {
        return of(name, PropertyType.EMAIL);
    }

    public static Property phoneNumber(String name) {
        return of(name, PropertyType.PHONE_NUMBER);
    }

    /** To pages of the same table, one side only. */
    public static Property relation(String name) {
        return of(name, PropertyType.RELATION).with(null, null);
    }

    /** To one side only. */
    public static Property relation(String name, DataSource target) {
        return of(name, PropertyType.RELATION).with(target, null);
    }

    /** Also makes the other side's column. Pages that are related show it there, and their edit times do not move. */
    public static Property relation(String name, DataSource target, String nameOnTheOtherSide) {
        return of(name, PropertyType.RELATION).with(target, nameOnTheOtherSide);
    }

    /** Cells hold the results: a string, number, boolean or {@link DateValue}, or JSON for anything else. */
    public static Property formula(String name) {
        return formula(name, row -> null);
    }

    /** A cell of its own wins over the function's result. */
    public static Property formula(String name, Function<Row, Object> value) {
        return of(name, PropertyType.FORMULA).with("{{notion:formula}}").with(value);
    }

    /**
     * Computed for {@code count}, {@code sum} and {@code show_original}. A cell of its own wins: a number, a {@link DateValue}, a
     * list for an array of texts, or JSON for anything else.
     */
    public static Property rollup(String name, String relation, String property, String function) {
        Property plain = of(name, PropertyType.ROLLUP).with(function);
        RollupTarget target = new RollupTarget(relation, property);
        return new Property(
                name, plain.type, plain.typeName, null, null, List.of(), function, null, target, row -> null, null);
    }

    public static Property createdTime(String name) {
        return of(name, PropertyType.CREATED_TIME);
    }

    public static Property lastEditedTime(String name) {
        return of(name, PropertyType.LAST_EDITED_TIME);
    }

    public static Property createdBy(String name) {
        return of(name, PropertyType.CREATED_BY);
    }

    public static Property lastEditedBy(String name) {
        return of(name, PropertyType.LAST_EDITED_BY);
    }

    /** Counts by itself; without a prefix. */
    public static Property uniqueId(String name) {
        return of(name, PropertyType.UNIQUE_ID);
    }

    public static Property uniqueId(String name, String prefix) {
        return of(name, PropertyType.UNIQUE_ID).with(prefix);
    }

    public static Property verification(String name) {
        return of(name, PropertyType.VERIFICATION);
    }

    public static Property place(String name) {
        return of(name, PropertyType.PLACE);
    }

    public static Property button(String name) {
        return of(name, PropertyType.BUTTON);
    }

    /** Of a type that nobody knows; cells are JSON. */
    public static Property custom(String name, String typeName, JsonNode config) {
        return new Property(
                name, PropertyType.CUSTOM, typeName, null, null, List.of(), null, null, null, row -> null, config);
    }

    public Property describedAs(String text) {
        return new Property(name, type, typeName, id, text, options, detail, target, rollup, value, config);
    }

    /** An id of one's choice, not encoded, such as {@code QJ}^}; without it one is made up. */
    public Property withId(String rawId) {
        return new Property(name, type, typeName, rawId, description, options, detail, target, rollup, value, config);
    }

    private static Property of(String name, PropertyType type) {
        return new Property(name, type, type.jsonName(), null, null, List.of(), null, null, null, row -> null, null);
    }

    private Property withOptions(String... moreOptions) {
        List<String> all = List.of(moreOptions);
        return new Property(name, type, typeName, id, description, all, detail, target, rollup, value, config);
    }

    private Property with(String text) {
        return new Property(name, type, typeName, id, description, options, text, target, rollup, value, config);
    }

    private Property with(DataSource other, String otherName) {
        return new Property(name, type, typeName, id, description, options, otherName, other, rollup, value, config);
    }

    private Property with(Function<Row, Object> function) {
        return new Property(name, type, typeName, id, description, options, detail, target, rollup, function, config);
    }
}
