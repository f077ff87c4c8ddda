/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.synchub.connect.airtable.cell.FieldType;
import io.synchub.connect.common.schema.ShapeDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A digest of what decides how a table's rows look: the fields that are columns, and what the user asks for.
 *
 * <p>What does not show in rows is left out, so that it costs no sweep: colours, descriptions, the order of fields, names of
 * fields unless columns follow them, and display formats unless cells are texts. Choices too: people add them all the time, and
 * what is renamed is seen by {@link BaseTable#hasRenamedChoices}.
 */
final class Shape {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Shape() {}

    static String of(List<FieldDescription> columns, Look look) {
        ArrayNode shape = NODES.arrayNode();
        shape.add(look.stringCells()).add(look.view()).add(look.formula());
        columns.stream().sorted(Comparator.comparing(FieldDescription::id)).forEach(field -> {
            ArrayNode entry = shape.addArray();
            entry.add(field.id());
            if (look.currentNames()) {
                entry.add(field.name());
            }
            addType(entry, field.type(), field.options(), look.stringCells());
        });
        return ShapeDigest.of(shape);
    }

    private static void addType(ArrayNode entry, String type, JsonNode options, boolean stringCells) {
        entry.add(type).add(config(type, options));
        if (stringCells) {
            entry.add(only(options, "precision", "symbol", "durationFormat", "dateFormat", "timeFormat", "timeZone"));
        }
        JsonNode result = options.path("result");
        if (result.path("type").isTextual()) {
            addType(entry.addArray(), result.get("type").textValue(), result.path("options"), stringCells);
        }
    }

    private static JsonNode config(String type, JsonNode options) {
        Optional<FieldType> known = FieldType.of(type);
        if (known.isEmpty()) {
            return ShapeDigest.canonical(options);
        }
        return switch (known.get()) {
            case MULTIPLE_RECORD_LINKS -> only(options, "linkedTableId");
            case FORMULA -> only(options, "isValid", "formula");
            case ROLLUP, MULTIPLE_LOOKUP_VALUES, COUNT ->
                only(options, "isValid", "recordLinkFieldId", "fieldIdInLinkedTable")
                        .add(sorted(options.path("referencedFieldIds")));
            case LAST_MODIFIED_TIME -> only(options, "isValid").add(sorted(options.path("referencedFieldIds")));
            default -> NODES.nullNode();
        };
    }

    private static JsonNode sorted(JsonNode list) {
        ArrayNode sorted = NODES.arrayNode();
        StreamSupport.stream(list.spliterator(), false)
                .sorted(Comparator.comparing(JsonNode::toString))
                .forEach(sorted::add);
        return sorted;
    }

    private static ArrayNode only(JsonNode config, String... keys) {
        ArrayNode values = NODES.arrayNode();
        for (String key : keys) {
            values.add(ShapeDigest.canonical(config.path(key)));
        }
        return values;
    }
}
