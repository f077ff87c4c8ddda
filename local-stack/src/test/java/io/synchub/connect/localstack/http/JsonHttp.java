/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks simulators as any client would: over HTTP. */
public final class JsonHttp {
    public static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private JsonHttp() {}

    /** Status, headers and parsed body. */
    public static class Reply {
        private final HttpResponse<String> response;

        protected Reply(HttpResponse<String> response) {
            this.response = response;
        }

        public HttpResponse<String> response() {
            return response;
        }

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return parse(response.body());
        }
    }

    /** One that a simulator that does not answer cannot hold up. */
    public static HttpRequest.Builder request(String url, String token) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    public static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
