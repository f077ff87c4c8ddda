/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.property;

import com.fasterxml.jackson.core.JsonParser;
import io.synchub.connect.common.schema.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Notion's types of properties that have a column of their own kind; every other one is JSON. The type's name is also the key
 * of its value.
 */
public enum PropertyType {
    TITLE("title", Kind.TEXT, Values::richText),
    RICH_TEXT("rich_text", Kind.TEXT, Values::richText),
    NUMBER("number", Kind.NUMBER, Values::number),
    CHECKBOX("checkbox", Kind.BOOLEAN, Values::bool),
    SELECT("select", Kind.TEXT, Values::option),
    STATUS("status", Kind.TEXT, Values::option),
    MULTI_SELECT("multi_select", Kind.TEXT_LIST, Values::options),
    DATE("date", Kind.PERIOD, Values::date),
    PEOPLE("people", Kind.TEXT_LIST, Values::ids),
    RELATION("relation", Kind.TEXT_LIST, Values::ids),
    CREATED_BY("created_by", Kind.TEXT, Values::id),
    LAST_EDITED_BY("last_edited_by", Kind.TEXT, Values::id),
    CREATED_TIME("created_time", Kind.INSTANT, Values::instant),
    LAST_EDITED_TIME("last_edited_time", Kind.INSTANT, Values::instant),
    URL("url", Kind.TEXT, Values::string),
    EMAIL("email", Kind.TEXT, Values::string),
    PHONE_NUMBER("phone_number", Kind.TEXT, Values::string),
    UNIQUE_ID("unique_id", Kind.TEXT, Values::uniqueId),
    /** Its value's kind may differ from row to row. */
    FORMULA("formula", null, Values::computed),
    /** Like a formula; an array of values is JSON. */
    ROLLUP("rollup", null, Values::computed),
    FILES("files", Kind.JSON, Values::json),
    PLACE("place", Kind.JSON, Values::json),
    VERIFICATION("verification", Kind.JSON, Values::json),
    /** Has no value. */
    BUTTON("button", null, Values::nothing);

    private static final Map<String, PropertyType> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toMap(PropertyType::key, Function.identity()));

    private final String key;
    private final Optional<Kind> kind;
    private final ValueReader reader;

    PropertyType(String key, Kind kind, ValueReader reader) {
        this.key = key;
        this.kind = Optional.ofNullable(kind);
        this.reader = reader;
    }

    @FunctionalInterface
    interface ValueReader {
        Object read(JsonParser parser) throws IOException;
    }

    /** @return null when it is none of these */
    static PropertyType ofKey(String key) {
        return BY_KEY.get(key);
    }

    public static Optional<PropertyType> of(String type) {
        return Optional.ofNullable(BY_KEY.get(type));
    }

    public String key() {
        return key;
    }

    /** The kind of its cells; empty when only the values tell, and for a button. */
    public Optional<Kind> kind() {
        return kind;
    }

    /**
     * Reads a value of this type. One of another form than this type has becomes JSON.
     *
     * @param parser at the first token of the value; afterwards at its last one
     */
    public Object read(JsonParser parser) throws IOException {
        return reader.read(parser);
    }
}
