/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.http.JsonHttp;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asks the simulator as any client would: over HTTP. */
final class AirtableClient {
    private final String url;
    private final String token;

    AirtableClient(AirtableSimulator airtable) {
        this(airtable, airtable.token());
    }

    AirtableClient(AirtableSimulator airtable, String token) {
        this.url = airtable.url() + "/v0";
        this.token = token;
    }

    /** Status, headers and parsed body, with what refusals say. */
    static final class Reply extends JsonHttp.Reply {
        Reply(HttpResponse<String> response) {
            super(response);
        }

        /** The error's type, whichever form the error has. */
        String error() {
            JsonNode json = json();
            JsonNode error = json.has("errors") ? json.at("/errors/0/error") : json.path("error");
            return error.isObject() ? error.path("type").asText() : error.asText();
        }

        String message() {
            return json().at("/error/message").asText();
        }
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    Reply post(String path, String body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    Reply delete(String path) {
        return send(request(path).DELETE());
    }

    /** By {@code POST}; the body may have single quotes for double ones. */
    Reply list(Table table, String body) {
        return post(pathOf(table) + "/listRecords", body);
    }

    /** With a body that has single quotes of its own. */
    Reply listExactly(Table table, JsonNode body) {
        return send(request(pathOf(table) + "/listRecords").POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    Reply filter(Table table, String formula) {
        return get(pathOf(table) + "?filterByFormula=" + encode(formula));
    }

    /** What the records that match have in a field. */
    List<String> filtered(Table table, String field, String formula) {
        return values(filter(table, formula).json(), field);
    }

    static List<String> values(JsonNode list, String field) {
        List<String> values = new ArrayList<>();
        list.get("records")
                .forEach(record -> values.add(record.get("fields").path(field).asText()));
        return values;
    }

    static String pathOf(Table table) {
        return "/" + table.base().id() + "/" + table.id();
    }

    static String hooksOf(Base base) {
        return "/bases/" + base.id() + "/webhooks";
    }

    /** Makes a webhook for everything; returns its path. */
    String createHook(Base base) {
        return createHook(base, "{'options':{'filters':{'dataTypes':['tableData','tableFields','tableMetadata']}}}");
    }

    String createHook(Base base, String specification) {
        Reply reply = post(hooksOf(base), "{'notificationUrl':null,'specification':" + specification + "}");
        return hooksOf(base) + "/" + reply.json().get("id").asText();
    }

    /** The payloads of a webhook from a cursor on. */
    JsonNode payloads(String hook, long cursor) {
        return get(hook + "/payloads?cursor=" + cursor).json();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return JsonHttp.request(url + path, token);
    }

    static Reply send(HttpRequest.Builder request) {
        return new Reply(JsonHttp.send(request));
    }
}
