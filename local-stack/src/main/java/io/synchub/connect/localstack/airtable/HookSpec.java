/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a webhook wants to know. */
final class HookSpec {
    private static final List<String> DATA_TYPES = List.of("tableData", "tableFields", "tableMetadata");
    private static final List<String> CHANGE_TYPES = List.of("add", "remove", "update");
    /** All edits of tests are made by people in a client. */
    private static final String SOURCE = "client";

    private final JsonNode json;
    private final Set<String> dataTypes;
    private final Set<String> changeTypes;
    private final Set<String> sources;
    private final String scope;
    private final Set<String> watchedFields;
    private final Set<String> watchedSchemas;
    private final JsonNode includes;

    private HookSpec(JsonNode json) {
        JsonNode options = json.path("options");
        JsonNode filters = options.path("filters");
        this.json = json;
        dataTypes = texts(filters.path("dataTypes"));
        changeTypes = filters.has("changeTypes") ? texts(filters.get("changeTypes")) : Set.copyOf(CHANGE_TYPES);
        sources = filters.has("fromSources") ? texts(filters.get("fromSources")) : Set.of(SOURCE);
        scope = filters.path("recordChangeScope").textValue();
        watchedFields = texts(filters.path("watchDataInFieldIds"));
        watchedSchemas = texts(filters.path("watchSchemasOfFieldIds"));
        includes = options.path("includes");
    }

    /** Refuses what the API would. */
    static HookSpec parse(JsonNode json, Base base) {
        AirtableError wrong = AirtableError.invalidRequest();
        JsonNode options = json == null ? null : json.path("options");
        boolean known = options != null
                && onlyKnown(json, "options")
                && onlyKnown(options, "filters", "includes")
                && onlyKnown(
                        options.path("filters"),
                        "dataTypes",
                        "changeTypes",
                        "fromSources",
                        "recordChangeScope",
                        "sourceOptions",
                        "watchDataInFieldIds",
                        "watchSchemasOfFieldIds")
                && onlyKnown(
                        options.path("includes"),
                        "includeCellValuesInFieldIds",
                        "includePreviousCellValues",
                        "includePreviousFieldDefinitions");
        if (!known || !options.path("filters").isObject()) {
            throw wrong;
        }
        HookSpec spec = new HookSpec(json);
        boolean scopeExists = spec.scope == null || (Ids.isId(spec.scope, "tbl") && base.find(spec.scope) != null);
        if (spec.dataTypes.isEmpty()
                || !DATA_TYPES.containsAll(spec.dataTypes)
                || !CHANGE_TYPES.containsAll(spec.changeTypes)
                || !scopeExists) {
            throw wrong;
        }
        return spec;
    }

    JsonNode json() {
        return json;
    }

    Set<String> dataTypes() {
        return dataTypes;
    }

    /** @param changeType {@code add}, {@code remove} or {@code update} */
    boolean wants(String dataType, String changeType, Table table) {
        return dataTypes.contains(dataType)
                && changeTypes.contains(changeType)
                && sources.contains(SOURCE)
                && (scope == null || table == null || scope.equals(table.id()));
    }

    boolean wants(Transaction.RecordChange change) {
        if (change.before() == null || change.after() == null) {
            return wants("tableData", change.before() == null ? "add" : "remove", change.table());
        }
        return wants("tableData", "update", change.table())
                && (watchedFields.isEmpty()
                        || change.changed().stream().anyMatch(field -> watchedFields.contains(field.id)));
    }

    boolean wantsSchemaOf(FieldEntry field, String changeType) {
        return wants("tableFields", changeType, field.table)
                && (watchedSchemas.isEmpty() || watchedSchemas.contains(field.id));
    }

    /** Whether something is gone that it watches, which makes it invalid for ever. */
    boolean isBrokenBy(Transaction transaction) {
        boolean scopeGone = transaction.destroyedTables.stream()
                .anyMatch(table ->
                        table.id().equals(scope) || table.fields().stream().anyMatch(this::watches));
        return scopeGone
                || transaction.schema.values().stream()
                        .anyMatch(change -> change.destroyedFields.stream().anyMatch(this::watches));
    }

    private boolean watches(FieldEntry field) {
        return watchedFields.contains(field.id) || watchedSchemas.contains(field.id);
    }

    /** Whether payloads tell a field of a record although it did not change. */
    boolean includes(FieldEntry field) {
        JsonNode wanted = includes.path("includeCellValuesInFieldIds");
        return wanted.isTextual()
                ? wanted.textValue().equals("all")
                : texts(wanted).contains(field.id);
    }

    boolean includesPreviousCells() {
        return includes.path("includePreviousCellValues").booleanValue();
    }

    boolean includesPreviousFields() {
        return includes.path("includePreviousFieldDefinitions").booleanValue();
    }

    private static boolean onlyKnown(JsonNode object, String... known) {
        boolean all = true;
        for (var names = object.fieldNames(); names.hasNext(); ) {
            all &= List.of(known).contains(names.next());
        }
        return all;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
