/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.synchub.connect.localstack.ConnectWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;

/** What a worker's REST API tells and takes beside {@link io.synchub.connect.localstack.ConnectRest}. */
final class WorkerHttp {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private WorkerHttp() {}

    /** The workers that run a connector's tasks. */
    static Set<String> workersOfTasks(ConnectWorker worker, String connector) {
        Set<String> workers = new TreeSet<>();
        send(worker, "GET", "/connectors/" + connector + "/status", "")
                .path("tasks")
                .forEach(task -> workers.add(task.path("worker_id").asText()));
        return workers;
    }

    /** Has the worker write down everything that classes of a package say. */
    static void logAll(ConnectWorker worker, String packageName) {
        send(worker, "PUT", "/admin/loggers/" + packageName, "{\"level\":\"TRACE\"}");
    }

    private static JsonNode send(ConnectWorker worker, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(worker.restUrl() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
