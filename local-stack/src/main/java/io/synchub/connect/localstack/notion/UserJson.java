/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.UUID;

/** Users and groups as JSON. */
final class UserJson {
    private static final int LARGEST_FILE = 5 * 1024 * 1024;

    private UserJson() {}

    /** No more than its id. */
    static void partial(JsonGenerator json, String field, User user) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("object", "user");
        json.writeStringField("id", user.id().toString());
        json.writeEndObject();
    }

    /** A user or group of a cell. */
    static void member(JsonGenerator json, Object member) throws IOException {
        json.writeStartObject();
        if (member instanceof Group group) {
            json.writeStringField("object", "group");
            json.writeStringField("id", group.id().toString());
            json.writeStringField("name", group.name());
        } else {
            members(json, (User) member);
        }
        json.writeEndObject();
    }

    /** A user as others see it: bots do not tell whose they are. */
    static void members(JsonGenerator json, User user) throws IOException {
        common(json, user);
        if (user.isBot()) {
            JsonBody.empty(json, "bot");
        }
    }

    /** The integration about itself. */
    static void self(JsonGenerator json, User bot, UUID workspace) throws IOException {
        common(json, bot);
        json.writeObjectFieldStart("bot");
        json.writeObjectFieldStart("owner");
        json.writeStringField("type", "workspace");
        json.writeBooleanField("workspace", true);
        json.writeEndObject();
        json.writeStringField("workspace_name", "Workspace");
        json.writeStringField("workspace_id", workspace.toString());
        json.writeObjectFieldStart("workspace_limits");
        json.writeNumberField("max_file_upload_size_in_bytes", LARGEST_FILE);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void common(JsonGenerator json, User user) throws IOException {
        json.writeStringField("object", "user");
        json.writeStringField("id", user.id().toString());
        json.writeStringField("name", user.name());
        json.writeNullField("avatar_url");
        json.writeStringField("type", user.isBot() ? "bot" : "person");
        if (!user.isBot()) {
            json.writeObjectFieldStart("person");
            json.writeStringField("email", user.email());
            json.writeEndObject();
        }
    }
}
