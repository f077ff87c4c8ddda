/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** Databases, data sources and their columns as JSON. Under the workspace's monitor. */
final class SchemaJson {
    private SchemaJson() {}

    static void database(JsonGenerator json, Database database) throws IOException {
        json.writeStringField("object", "database");
        json.writeStringField("id", database.id().toString());
        TextJson.plain(json, "title", database.name());
        TextJson.plain(json, "description", null);
        home(json, "parent", database.workspace.home);
        json.writeBooleanField("is_inline", false);
        json.writeBooleanField("in_trash", false);
        json.writeBooleanField("is_locked", false);
        json.writeStringField("created_time", Times.exactText(database.created));
        json.writeStringField("last_edited_time", Times.exactText(database.created));
        json.writeArrayFieldStart("data_sources");
        for (DataSource dataSource : database.dataSources) {
            if (!dataSource.isInTrash() && dataSource.isShared()) {
                json.writeStartObject();
                json.writeStringField("id", dataSource.id().toString());
                json.writeStringField("name", dataSource.name());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeNullField("icon");
        json.writeNullField("cover");
        json.writeStringField("url", url(database));
        json.writeNullField("public_url");
    }

    static void dataSource(JsonGenerator json, DataSource dataSource) throws IOException {
        Database database = dataSource.database();
        json.writeStringField("object", "data_source");
        json.writeStringField("id", dataSource.id().toString());
        json.writeNullField("cover");
        json.writeNullField("icon");
        json.writeStringField("created_time", Times.text(dataSource.created()));
        UserJson.partial(json, "created_by", database.workspace.owner);
        UserJson.partial(json, "last_edited_by", database.workspace.owner);
        json.writeStringField("last_edited_time", Times.text(dataSource.edited()));
        TextJson.plain(json, "title", dataSource.name());
        TextJson.plain(json, "description", dataSource.description());
        json.writeBooleanField("is_inline", false);
        json.writeObjectFieldStart("properties");
        for (SchemaEntry entry : dataSource.entries()) {
            json.writeObjectFieldStart(entry.name());
            entry(json, entry);
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("parent");
        json.writeStringField("type", "database_id");
        json.writeStringField("database_id", database.id().toString());
        json.writeEndObject();
        home(json, "database_parent", database.workspace.home);
        json.writeStringField("url", url(database));
        json.writeNullField("public_url");
        json.writeBooleanField("in_trash", dataSource.isInTrash());
    }

    private static void entry(JsonGenerator json, SchemaEntry entry) throws IOException {
        json.writeStringField("id", entry.id);
        json.writeStringField("name", entry.name());
        json.writeStringField("description", entry.description());
        json.writeStringField("type", entry.typeName());
        if (entry.type() == PropertyType.CUSTOM) {
            json.writePOJOField(entry.typeName(), entry.config());
            return;
        }
        json.writeObjectFieldStart(entry.typeName());
        switch (entry.type()) {
            case NUMBER -> json.writeStringField("format", entry.detail());
            case SELECT, MULTI_SELECT -> options(json, entry.options());
            case STATUS -> {
                options(json, entry.options());
                groups(json, entry);
            }
            case RELATION -> relation(json, entry);
            case FORMULA -> json.writeStringField("expression", entry.detail());
            case ROLLUP -> rollup(json, entry);
            case UNIQUE_ID -> json.writeStringField("prefix", entry.detail());
            default -> {
                // The other types have nothing to set.
            }
        }
        json.writeEndObject();
    }

    private static void options(JsonGenerator json, List<Option> options) throws IOException {
        json.writeArrayFieldStart("options");
        for (Option option : options) {
            json.writeStartObject();
            json.writeStringField("id", option.id());
            json.writeStringField("name", option.name());
            json.writeStringField("color", option.color());
            json.writeNullField("description");
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The first option is to do, the last one complete, the others are in progress. */
    private static void groups(JsonGenerator json, SchemaEntry entry) throws IOException {
        List<Option> options = entry.options();
        int last = options.size() - 1;
        json.writeArrayFieldStart("groups");
        for (int group = 0; group < SchemaEntry.groupNames().size(); group++) {
            String name = SchemaEntry.groupNames().get(group);
            json.writeStartObject();
            json.writeStringField("id", entry.groups.get(name).toString());
            json.writeStringField("name", name);
            json.writeStringField("color", List.of("gray", "blue", "green").get(group));
            json.writeArrayFieldStart("option_ids");
            for (int i = 0; i <= last; i++) {
                int belongs = i == 0 ? 0 : i == last ? 2 : 1;
                if (belongs == group) {
                    json.writeString(options.get(i).id());
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void relation(JsonGenerator json, SchemaEntry entry) throws IOException {
        json.writeStringField("database_id", entry.target().database().id().toString());
        json.writeStringField("data_source_id", entry.target().id().toString());
        SchemaEntry otherSide = entry.otherSide();
        json.writeStringField("type", otherSide == null ? "single_property" : "dual_property");
        json.writeObjectFieldStart(otherSide == null ? "single_property" : "dual_property");
        if (otherSide != null) {
            json.writeStringField("synced_property_name", otherSide.name());
            json.writeStringField("synced_property_id", otherSide.id);
        }
        json.writeEndObject();
    }

    /** Inside a rollup ids are not encoded. */
    private static void rollup(JsonGenerator json, SchemaEntry entry) throws IOException {
        SchemaEntry relation = entry.rollupRelation();
        SchemaEntry target = entry.rollupTarget();
        json.writeStringField("rollup_property_name", target == null ? "" : target.name());
        json.writeStringField("relation_property_name", relation == null ? "" : relation.name());
        json.writeStringField("rollup_property_id", target == null ? "" : target.rawId);
        json.writeStringField("relation_property_id", relation == null ? "" : relation.rawId);
        json.writeStringField("function", entry.detail());
    }

    private static void home(JsonGenerator json, String field, UUID home) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("type", "page_id");
        json.writeStringField("page_id", home.toString());
        json.writeEndObject();
    }

    private static String url(Database database) {
        return "https://www.notion.so/" + Ids.withoutHyphens(database.id());
    }
}
