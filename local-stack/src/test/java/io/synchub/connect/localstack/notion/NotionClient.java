/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the simulator as any client would: over HTTP. */
final class NotionClient {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String url;
    private final String token;

    NotionClient(NotionSimulator notion) {
        this(notion.url(), notion.token());
    }

    NotionClient(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Status, headers and parsed body. */
    record Reply(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return parse(response.body());
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
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Notion-Version", "2026-03-11")
                .header("Content-Type", "application/json");
    }

    static Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
