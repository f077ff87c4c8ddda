/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/**
 * What a field shall be, for {@link Table} to make. Immutable. Values of cells are plain Java: strings for text, options and
 * dates; numbers; booleans; {@link java.time.Instant}s for times; lists of strings, {@link User}s, {@link AirtableRecord}s or
 * {@link Attachment}s; {@link Barcode}, {@link AiText}, JSON for custom types; null for none.
 *
 * @param typeName as the API says it
 * @param options as the API says them, without what follows from choices and computations; null for none
 * @param choices options of a select at the start; cells that name others add them
 * @param source what a link or a computed field refers to; null for other fields
 * @param result what a computed field gives, with a name of no meaning; null when it is invalid
 */
public record Field(
        String name,
        FieldType type,
        String typeName,
        String description,
        JsonNode options,
        List<String> choices,
        Source source,
        Field result) {

    /** What a field needs others for. */
    sealed interface Source {}

    /** @param inverse what the field in the other table is called; null for a link without one */
    record LinkSource(Table target, String inverse) implements Source {}

    /** @param text what the schema shows; null for an invalid formula */
    record FormulaSource(String text, List<String> references, Function<Row, Object> value) implements Source {}

    /** @param aggregate null for a lookup */
    record ThroughLink(String link, String field, Function<List<Object>, Object> aggregate) implements Source {}

    /** @param fields empty for all */
    record ModifiedSource(List<String> fields) implements Source {}

    public static Field text(String name) {
        return of(name, FieldType.SINGLE_LINE_TEXT);
    }

    public static Field multilineText(String name) {
        return of(name, FieldType.MULTILINE_TEXT);
    }

    public static Field richText(String name) {
        return of(name, FieldType.RICH_TEXT);
    }

    public static Field email(String name) {
        return of(name, FieldType.EMAIL);
    }

    public static Field url(String name) {
        return of(name, FieldType.URL);
    }

    public static Field phoneNumber(String name) {
        return of(name, FieldType.PHONE_NUMBER);
    }

    public static Field number(String name, int precision) {
        return of(name, FieldType.NUMBER).with(object().put("precision", precision));
    }

    public static Field currency(String name, int precision, String symbol) {
        return of(name, FieldType.CURRENCY)
                .with(object().put("precision", precision).put("symbol", symbol));
    }

    /** Of a fraction: 0.5 for half. */
    public static Field percent(String name, int precision) {
        return of(name, FieldType.PERCENT).with(object().put("precision", precision));
    }

    /** In seconds. */
    public static Field duration(String name) {
        return of(name, FieldType.DURATION).with(object().put("durationFormat", "h:mm:ss"));
    }

    public static Field rating(String name, int max) {
        return of(name, FieldType.RATING)
                .with(object().put("icon", "star").put("max", max).put("color", "yellowBright"));
    }

    public static Field checkbox(String name) {
        return of(name, FieldType.CHECKBOX).with(object().put("icon", "check").put("color", "greenBright"));
    }

    public static Field date(String name) {
        ObjectNode options = object();
        options.putObject("dateFormat").put("name", "local").put("format", "l");
        return of(name, FieldType.DATE).with(options);
    }

    public static Field dateTime(String name) {
        return of(name, FieldType.DATE_TIME).with(timeOptions());
    }

    public static Field singleSelect(String name, String... choices) {
        return of(name, FieldType.SINGLE_SELECT).withChoices(choices);
    }

    public static Field multipleSelects(String name, String... choices) {
        return of(name, FieldType.MULTIPLE_SELECTS).withChoices(choices);
    }

    /** Where a row of a synchronised table comes from. */
    public static Field externalSyncSource(String name, String... sources) {
        return of(name, FieldType.EXTERNAL_SYNC_SOURCE).withChoices(sources);
    }

    public static Field collaborator(String name) {
        return of(name, FieldType.SINGLE_COLLABORATOR);
    }

    public static Field collaborators(String name) {
        return of(name, FieldType.MULTIPLE_COLLABORATORS);
    }

    /** Without a field of the other side. */
    public static Field link(String name, Table other) {
        return of(name, FieldType.MULTIPLE_RECORD_LINKS).from(new LinkSource(other, null));
    }

    /** The other table gets a field that shows the same links from its side. */
    public static Field link(String name, Table other, String inverse) {
        return of(name, FieldType.MULTIPLE_RECORD_LINKS).from(new LinkSource(other, inverse));
    }

    public static Field attachments(String name) {
        return of(name, FieldType.MULTIPLE_ATTACHMENTS).with(object().put("isReversed", false));
    }

    public static Field barcode(String name) {
        return of(name, FieldType.BARCODE);
    }

    /** @param references fields that the prompt names */
    public static Field aiText(String name, String... references) {
        return of(name, FieldType.AI_TEXT).from(new FormulaSource(null, List.of(references), row -> null));
    }

    /** Its label is its name. */
    public static Field button(String name, Function<Row, Object> url) {
        return of(name, FieldType.BUTTON).from(new FormulaSource(null, List.of(), url));
    }

    /**
     * Computed at each read by the function, which may return {@link CellError}s too.
     *
     * @param result the type of what it gives, such as {@code Field.number("", 2)}
     * @param references the fields that the function looks at, for the schema alone
     */
    public static Field formula(String name, Field result, Function<Row, Object> value, String... references) {
        return of(name, FieldType.FORMULA)
                .from(new FormulaSource("", List.of(references), value))
                .giving(result);
    }

    /** A formula that Airtable cannot compute: without a result, and with errors for values. */
    public static Field invalidFormula(String name) {
        return of(name, FieldType.FORMULA).from(new FormulaSource(null, List.of(), row -> CellError.ERROR));
    }

    /** @param aggregate gets the linked records' values, as {@link Row#get} gives them, lists flattened */
    public static Field rollup(
            String name, String link, String field, Field result, Function<List<Object>, Object> aggregate) {
        return of(name, FieldType.ROLLUP)
                .from(new ThroughLink(link, field, aggregate))
                .giving(result);
    }

    /** A rollup that adds up. */
    public static Field sum(String name, String link, String field) {
        return rollup(name, link, field, number("", 2), values -> values.stream()
                .mapToDouble(value -> value instanceof Number number ? number.doubleValue() : 0)
                .sum());
    }

    public static Field lookup(String name, String link, String field) {
        return of(name, FieldType.MULTIPLE_LOOKUP_VALUES).from(new ThroughLink(link, field, null));
    }

    public static Field count(String name, String link) {
        return of(name, FieldType.COUNT).from(new ThroughLink(link, null, null));
    }

    public static Field autoNumber(String name) {
        return of(name, FieldType.AUTO_NUMBER);
    }

    public static Field createdTime(String name) {
        return of(name, FieldType.CREATED_TIME).giving(dateTime(""));
    }

    /** Of the fields named, or of all that users can edit; empty for a record that was never edited. */
    public static Field lastModifiedTime(String name, String... fields) {
        return of(name, FieldType.LAST_MODIFIED_TIME)
                .from(new ModifiedSource(List.of(fields)))
                .giving(dateTime(""));
    }

    public static Field createdBy(String name) {
        return of(name, FieldType.CREATED_BY);
    }

    public static Field lastModifiedBy(String name) {
        return of(name, FieldType.LAST_MODIFIED_BY);
    }

    /** Of a type that nobody knows; cells are JSON. */
    public static Field custom(String name, String typeName, JsonNode options) {
        return new Field(name, FieldType.CUSTOM, typeName, null, options, List.of(), null, null);
    }

    public Field describedAs(String text) {
        return new Field(name, type, typeName, text, options, choices, source, result);
    }

    private static Field of(String name, FieldType type) {
        return new Field(name, type, type.jsonName(), null, null, List.of(), null, null);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode timeOptions() {
        ObjectNode options = object();
        options.putObject("dateFormat").put("name", "local").put("format", "l");
        options.putObject("timeFormat").put("name", "12hour").put("format", "h:mma");
        return options.put("timeZone", "client");
    }

    private Field with(ObjectNode given) {
        return new Field(name, type, typeName, description, given, choices, source, result);
    }

    private Field withChoices(String... given) {
        return new Field(name, type, typeName, description, options, List.of(given), source, result);
    }

    private Field from(Source given) {
        return new Field(name, type, typeName, description, options, choices, given, result);
    }

    private Field giving(Field given) {
        return new Field(name, type, typeName, description, options, choices, source, given);
    }
}
