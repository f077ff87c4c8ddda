/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.http.JsonHttp;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Asks the simulator as any client would: over HTTP. */
final class NotionClient {
    private final String url;
    private final String token;

    NotionClient(NotionSimulator notion) {
        this(notion.url(), notion.token());
    }

    NotionClient(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Status, headers and parsed body, with what refusals say. */
    static final class Reply extends JsonHttp.Reply {
        Reply(HttpResponse<String> response) {
            super(response);
        }

        String code() {
            return json().path("code").asText();
        }

        String message() {
            return json().path("message").asText();
        }
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    Reply post(String path, String body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Reply query(DataSource dataSource, String body) {
        return post("/v1/data_sources/" + dataSource.id() + "/query", body.replace('\'', '"'));
    }

    /** The titles of the rows that a query gives, without going on at its cursor. */
    List<String> titles(DataSource dataSource, String body) {
        return titles(query(dataSource, body).json());
    }

    static List<String> titles(JsonNode list) {
        List<String> titles = new ArrayList<>();
        for (JsonNode page : list.path("results")) {
            for (JsonNode property : page.path("properties")) {
                if (property.path("type").asText().equals("title")) {
                    titles.add(property.at("/title/0/plain_text").asText());
                }
            }
        }
        return titles;
    }

    HttpRequest.Builder request(String path) {
        return JsonHttp.request(url + path, token).header("Notion-Version", "2026-03-11");
    }

    static Reply send(HttpRequest.Builder request) {
        return new Reply(JsonHttp.send(request));
    }
}
