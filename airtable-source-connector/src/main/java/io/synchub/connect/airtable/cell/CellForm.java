/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.cell;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.common.schema.Kind;
import java.util.Optional;

/** What a field's cells are, and how they are read. Immutable. */
public final class CellForm {
    private static final CellForm JSON = new CellForm(Optional.of(Kind.JSON), Cells::json);
    private static final CellForm BY_VALUE = new CellForm(Optional.empty(), Cells::byValue);
    private static final CellForm SHOWN = new CellForm(Optional.of(Kind.TEXT), Cells::text);
    private static final CellForm SHOWN_ATTACHMENTS = new CellForm(Optional.of(Kind.TEXT), ShownText::attachments);

    private final Optional<Kind> kind;
    private final CellReader reader;

    CellForm(Optional<Kind> kind, CellReader reader) {
        this.kind = kind;
        this.reader = reader;
    }

    /**
     * The form of a field's cells as JSON.
     *
     * @param type the field's
     * @param options the field's, perhaps missing or null
     */
    public static CellForm of(String type, JsonNode options) {
        Optional<FieldType> known = FieldType.of(type);
        if (known.isEmpty()) {
            return JSON;
        }
        return known.get().form().orElseGet(() -> ofResult(known.get(), options));
    }

    /** The form of a field's cells as Airtable shows them to people: a text, always. */
    public static CellForm shown(String type, JsonNode options) {
        String attachments = FieldType.MULTIPLE_ATTACHMENTS.apiName();
        if (type.equals(attachments)) {
            return SHOWN_ATTACHMENTS;
        }
        // A lookup shows another table's attachments.
        return result(options)
                .map(result -> shown(result.path("type").asText(), result.path("options")))
                .orElse(SHOWN);
    }

    /** The kind of the cells; empty when only the values tell. */
    public Optional<Kind> kind() {
        return kind;
    }

    CellReader reader() {
        return reader;
    }

    private static CellForm ofResult(FieldType type, JsonNode options) {
        if (!options.path("isValid").asBoolean(true)) {
            return BY_VALUE;
        }
        Optional<CellForm> form =
                result(options).map(result -> of(result.path("type").asText(), result.path("options")));
        if (type == FieldType.MULTIPLE_LOOKUP_VALUES) {
            form = form.map(CellForm::lookup);
        }
        return form.orElse(BY_VALUE);
    }

    /** What a computed field gives, described like a field. */
    private static Optional<JsonNode> result(JsonNode options) {
        JsonNode result = options.path("result");
        return result.path("type").isTextual() ? Optional.of(result) : Optional.empty();
    }

    /** The form of a lookup of fields whose cells have this form. */
    private CellForm lookup() {
        if (kind.equals(Optional.of(Kind.TEXT))) {
            return new CellForm(Optional.of(Kind.TEXT_LIST), TextList.lookup(reader));
        } else if (kind.equals(Optional.of(Kind.TEXT_LIST)) && reader instanceof TextList list) {
            return new CellForm(kind, TextList.lookup(list.element()));
        }
        return JSON;
    }
}
