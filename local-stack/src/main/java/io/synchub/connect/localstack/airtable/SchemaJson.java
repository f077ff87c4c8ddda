/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Tables and fields as the API describes them. */
final class SchemaJson {
    private SchemaJson() {}

    static ObjectNode table(Table table) {
        ObjectNode json = CellJson.NODES.objectNode();
        json.put("id", table.id()).put("name", table.name());
        if (table.description() != null) {
            json.put("description", table.description());
        }
        json.put("primaryFieldId", table.primary().id);
        ArrayNode fields = json.putArray("fields");
        table.fields().forEach(field -> fields.add(field(field)));
        ArrayNode views = json.putArray("views");
        for (View view : table.views()) {
            views.addObject().put("id", view.id()).put("name", view.name()).put("type", view.type());
        }
        return json;
    }

    static ObjectNode field(FieldEntry field) {
        ObjectNode json = CellJson.NODES.objectNode();
        json.put("type", field.spec().typeName());
        JsonNode options = options(field);
        if (options != null) {
            json.set("options", options);
        }
        json.put("id", field.id).put("name", field.name());
        if (field.spec().description() != null) {
            json.put("description", field.spec().description());
        }
        return json;
    }

    /** Null for a type without options. */
    private static JsonNode options(FieldEntry field) {
        ObjectNode options = CellJson.NODES.objectNode();
        switch (field.type()) {
            case SINGLE_SELECT, MULTIPLE_SELECTS, EXTERNAL_SYNC_SOURCE -> choices(options, field.choices);
            case MULTIPLE_RECORD_LINKS -> link(options, field);
            case AI_TEXT -> aiText(options, field);
            case FORMULA -> formula(options, field);
            case MULTIPLE_LOOKUP_VALUES, ROLLUP -> throughLink(options, field);
            case COUNT -> options.put("isValid", field.isValid()).put("recordLinkFieldId", field.link().id);
            case CREATED_TIME -> options.set("result", result(field.spec().result()));
            case LAST_MODIFIED_TIME -> {
                options.put("isValid", true);
                ids(options, field.references());
                options.set("result", result(field.spec().result()));
            }
            default -> {
                return field.spec().options();
            }
        }
        return options;
    }

    private static void choices(ObjectNode options, List<Choice> choices) {
        ArrayNode array = options.putArray("choices");
        for (Choice choice : choices) {
            array.addObject().put("id", choice.id).put("name", choice.name()).put("color", choice.color);
        }
    }

    private static void link(ObjectNode options, FieldEntry field) {
        options.put("linkedTableId", field.linkedTable().id());
        options.put("isReversed", false).put("prefersSingleRecordLink", false);
        if (field.inverse() != null) {
            options.put("inverseLinkFieldId", field.inverse().id);
        }
    }

    private static void aiText(ObjectNode options, FieldEntry field) {
        ArrayNode prompt = options.putArray("prompt");
        List<FieldEntry> references = field.references();
        references.forEach(reference -> prompt.addObject().putObject("field").put("fieldId", reference.id));
        ids(options, references);
    }

    private static void formula(ObjectNode options, FieldEntry field) {
        List<FieldEntry> references = field.references();
        List<String> names =
                references.stream().map(entry -> "{" + entry.id + "}").toList();
        options.put("formula", String.join(" & ", names)).put("isValid", field.isValid());
        ids(options, references);
        options.set("result", result(field.isValid() ? field.spec().result() : null));
    }

    private static void throughLink(ObjectNode options, FieldEntry field) {
        options.put("isValid", field.isValid()).put("recordLinkFieldId", field.link().id);
        options.put("fieldIdInLinkedTable", field.target().id);
        if (field.type() == FieldType.ROLLUP) {
            options.putArray("referencedFieldIds");
            options.set("result", result(field.isValid() ? field.spec().result() : null));
        } else {
            options.set("result", field.isValid() ? lookupResult(field.target()) : CellJson.NODES.nullNode());
        }
    }

    /** What the other field gives: its own result if it is computed itself. */
    private static JsonNode lookupResult(FieldEntry target) {
        JsonNode options = options(target);
        if (target.spec().result() != null || target.type() == FieldType.MULTIPLE_LOOKUP_VALUES) {
            return options.get("result");
        }
        ObjectNode json = CellJson.NODES.objectNode().put("type", target.spec().typeName());
        if (options != null) {
            json.set("options", options);
        }
        return json;
    }

    private static JsonNode result(Field result) {
        if (result == null) {
            return CellJson.NODES.nullNode();
        }
        ObjectNode json = CellJson.NODES.objectNode().put("type", result.typeName());
        if (result.options() != null) {
            json.set("options", result.options());
        }
        return json;
    }

    private static void ids(ObjectNode options, List<FieldEntry> fields) {
        ArrayNode ids = options.putArray("referencedFieldIds");
        fields.forEach(field -> ids.add(field.id));
    }
}
