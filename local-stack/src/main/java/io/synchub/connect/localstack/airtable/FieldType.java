/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.util.Set;

/** The types that fields can have. */
public enum FieldType {
    SINGLE_LINE_TEXT("singleLineText"),
    MULTILINE_TEXT("multilineText"),
    RICH_TEXT("richText"),
    EMAIL("email"),
    URL("url"),
    PHONE_NUMBER("phoneNumber"),
    NUMBER("number"),
    CURRENCY("currency"),
    PERCENT("percent"),
    DURATION("duration"),
    RATING("rating"),
    CHECKBOX("checkbox"),
    DATE("date"),
    DATE_TIME("dateTime"),
    SINGLE_SELECT("singleSelect"),
    MULTIPLE_SELECTS("multipleSelects"),
    EXTERNAL_SYNC_SOURCE("externalSyncSource"),
    SINGLE_COLLABORATOR("singleCollaborator"),
    MULTIPLE_COLLABORATORS("multipleCollaborators"),
    MULTIPLE_RECORD_LINKS("multipleRecordLinks"),
    MULTIPLE_ATTACHMENTS("multipleAttachments"),
    BARCODE("barcode"),
    AI_TEXT("aiText"),
    BUTTON("button"),
    FORMULA("formula"),
    ROLLUP("rollup"),
    MULTIPLE_LOOKUP_VALUES("multipleLookupValues"),
    COUNT("count"),
    AUTO_NUMBER("autoNumber"),
    CREATED_TIME("createdTime"),
    LAST_MODIFIED_TIME("lastModifiedTime"),
    CREATED_BY("createdBy"),
    LAST_MODIFIED_BY("lastModifiedBy"),
    /** Any that Airtable may add; cells are JSON. */
    CUSTOM(null);

    private static final Set<FieldType> COMPUTED = Set.of(
            BUTTON,
            FORMULA,
            ROLLUP,
            MULTIPLE_LOOKUP_VALUES,
            COUNT,
            AUTO_NUMBER,
            CREATED_TIME,
            LAST_MODIFIED_TIME,
            CREATED_BY,
            LAST_MODIFIED_BY);
    private static final Set<FieldType> WITH_CHOICES = Set.of(SINGLE_SELECT, MULTIPLE_SELECTS, EXTERNAL_SYNC_SOURCE);

    private final String jsonName;

    FieldType(String jsonName) {
        this.jsonName = jsonName;
    }

    String jsonName() {
        return jsonName;
    }

    /** Whether cells follow from others, or from the record itself, and take no value. */
    boolean isComputed() {
        return COMPUTED.contains(this);
    }

    boolean hasChoices() {
        return WITH_CHOICES.contains(this);
    }
}
