/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.cell;

import io.synchub.connect.common.schema.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Airtable's types of fields. Of any other one the cells are JSON. */
public enum FieldType {
    SINGLE_LINE_TEXT("singleLineText", Kind.TEXT, Cells::text),
    MULTILINE_TEXT("multilineText", Kind.TEXT, Cells::text),
    RICH_TEXT("richText", Kind.TEXT, Cells::text),
    EMAIL("email", Kind.TEXT, Cells::text),
    URL("url", Kind.TEXT, Cells::text),
    PHONE_NUMBER("phoneNumber", Kind.TEXT, Cells::text),
    EXTERNAL_SYNC_SOURCE("externalSyncSource", Kind.TEXT, Cells::text),
    SINGLE_SELECT("singleSelect", Kind.TEXT, Cells::text),
    NUMBER("number", Kind.NUMBER, Cells::number),
    CURRENCY("currency", Kind.NUMBER, Cells::number),
    PERCENT("percent", Kind.NUMBER, Cells::number),
    /** Seconds. */
    DURATION("duration", Kind.NUMBER, Cells::number),
    RATING("rating", Kind.NUMBER, Cells::number),
    COUNT("count", Kind.NUMBER, Cells::number),
    AUTO_NUMBER("autoNumber", Kind.NUMBER, Cells::number),
    CHECKBOX("checkbox", Kind.BOOLEAN, Cells::bool),
    DATE("date", Kind.DAY, Cells::day),
    DATE_TIME("dateTime", Kind.INSTANT, Cells::instant),
    MULTIPLE_SELECTS("multipleSelects", Kind.TEXT_LIST, TextList.OF_TEXTS),
    MULTIPLE_RECORD_LINKS("multipleRecordLinks", Kind.TEXT_LIST, TextList.OF_TEXTS),
    SINGLE_COLLABORATOR("singleCollaborator", Kind.TEXT, Cells::person),
    CREATED_BY("createdBy", Kind.TEXT, Cells::person),
    LAST_MODIFIED_BY("lastModifiedBy", Kind.TEXT, Cells::person),
    MULTIPLE_COLLABORATORS("multipleCollaborators", Kind.TEXT_LIST, TextList.OF_PEOPLE),
    AI_TEXT("aiText", Kind.TEXT, Cells::generated),
    MULTIPLE_ATTACHMENTS("multipleAttachments", Kind.JSON, Cells::json),
    BARCODE("barcode", Kind.JSON, Cells::json),
    BUTTON("button", Kind.JSON, Cells::json),
    FORMULA("formula"),
    ROLLUP("rollup"),
    CREATED_TIME("createdTime"),
    LAST_MODIFIED_TIME("lastModifiedTime"),
    MULTIPLE_LOOKUP_VALUES("multipleLookupValues");

    private static final Map<String, FieldType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(FieldType::apiName, Function.identity()));

    private final String apiName;
    private final Optional<CellForm> form;

    /** A type whose cells have the type that the field's options name. */
    FieldType(String apiName) {
        this.apiName = apiName;
        this.form = Optional.empty();
    }

    FieldType(String apiName, Kind kind, CellReader reader) {
        this.apiName = apiName;
        this.form = Optional.of(new CellForm(Optional.of(kind), reader));
    }

    /** Empty for what is none of these. */
    public static Optional<FieldType> of(String apiName) {
        return Optional.ofNullable(BY_NAME.get(apiName));
    }

    /** As descriptions have it. */
    public String apiName() {
        return apiName;
    }

    /** The form of its cells; empty when the field's options tell. */
    Optional<CellForm> form() {
        return form;
    }
}
