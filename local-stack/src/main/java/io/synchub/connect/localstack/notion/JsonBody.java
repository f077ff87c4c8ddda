/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.synchub.connect.localstack.http.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** Bodies of answers, written straight to bytes. Each is an object that ends with the request's id. */
final class JsonBody {
    private static final JsonFactory FACTORY = new ObjectMapper().getFactory();
    private static final int USUAL_SIZE = 8 * 1024;

    private JsonBody() {}

    /** Writes the members of an object. */
    @FunctionalInterface
    interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    static Answer answer(int status, Members members) {
        String requestId = UUID.randomUUID().toString();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            members.write(json);
            json.writeStringField("request_id", requestId);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Answer.json(status, bytes.toByteArray()).withHeader("x-notion-request-id", requestId);
    }

    static Answer error(NotionError error) {
        return answer(error.status(), json -> {
            json.writeStringField("object", "error");
            json.writeNumberField("status", error.status());
            json.writeStringField("code", error.code());
            json.writeStringField("message", error.getMessage());
            if (!error.additionalData().isEmpty()) {
                json.writeObjectFieldStart("additional_data");
                for (var entry : error.additionalData().entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
        });
    }

    /** What follows the results of a list. */
    static void endOfList(JsonGenerator json, String nextCursor, String type) throws IOException {
        json.writeStringField("next_cursor", nextCursor);
        json.writeBooleanField("has_more", nextCursor != null);
        json.writeStringField("type", type);
    }

    static void empty(JsonGenerator json, String field) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeEndObject();
    }
}
