/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A client for the part of Connect's REST API that tests and the quickstart need. While the workers of a group agree on who
 * runs what, Connect answers 409: such requests are sent again for up to a minute. Every other refusal is a
 * {@link ConnectFailure}. Safe to be used by several threads.
 */
public final class ConnectRest {
    private static final Duration REBALANCE = Duration.ofSeconds(60);
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One for all: each client brings threads of its own. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String url;

    /** A client for the worker at the given address, such as {@code http://127.0.0.1:8083}. */
    public ConnectRest(String url) {
        this.url = url;
    }

    /** A plugin that the worker has found: {@code type} is {@code source}, {@code sink}, {@code transformation} … */
    public record Plugin(String className, String type, String version) {}

    /** Whether the worker has joined its group and takes requests. */
    public boolean isHealthy() {
        HttpRequest request = request("/health").GET().build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw StackFailure.interrupted("asking for the health of " + url, e);
        }
    }

    /** Every plugin the worker has found: connectors, transforms, converters, predicates. */
    public List<Plugin> plugins() {
        List<Plugin> plugins = new ArrayList<>();
        get("/connector-plugins?connectorsOnly=false")
                .forEach(plugin ->
                        plugins.add(new Plugin(text(plugin, "class"), text(plugin, "type"), text(plugin, "version"))));
        return plugins;
    }

    /**
     * Has the connector check a configuration, without creating anything.
     *
     * @param connectorClass the class's name, as in {@code connector.class}
     * @return the keys that are in error with what is wrong with them; empty when all is well
     */
    public Map<String, List<String>> validate(String connectorClass, Map<String, String> config) {
        Map<String, String> complete = new LinkedHashMap<>(config);
        complete.put("connector.class", connectorClass);
        // Connect itself asks for a name, which a caller who creates nothing has no reason to think of.
        complete.putIfAbsent("name", "validated");
        JsonNode answer = send("PUT", "/connector-plugins/" + connectorClass + "/config/validate", complete);
        Map<String, List<String>> errors = new LinkedHashMap<>();
        for (JsonNode entry : answer.path("configs")) {
            List<String> messages = new ArrayList<>();
            entry.path("value").path("errors").forEach(message -> messages.add(message.asText()));
            if (!messages.isEmpty()) {
                errors.put(text(entry.path("value"), "name"), messages);
            }
        }
        return errors;
    }

    /** Creates the connector or changes its configuration. Connect checks it first: errors name key and reason. */
    public void put(String name, Map<String, String> config) {
        send("PUT", "/connectors/" + name + "/config", config);
    }

    /** Creates the connector from a file of the form <code>{"name": …, "config": {…}}</code>; returns its name. */
    public String createFromFile(Path file) {
        return createFromFile(file, Map.of());
    }

    /**
     * The same, with other values for some keys than the file's.
     *
     * @param overrides keys and values that win over the file's, or come in addition
     */
    public String createFromFile(Path file, Map<String, String> overrides) {
        try {
            JsonNode connector = JSON.readTree(Files.readString(file));
            String name = text(connector, "name");
            if (name.isEmpty() || !connector.path("config").isObject()) {
                throw new StackFailure(file + " is not of the form {\"name\": …, \"config\": {…}}");
            }
            Map<String, String> config =
                    JSON.convertValue(connector.get("config"), new TypeReference<Map<String, String>>() {});
            config.putAll(overrides);
            put(name, config);
            return name;
        } catch (IOException e) {
            throw new StackFailure("Could not read " + file, e);
        }
    }

    /** The topics that a connector has written to or read from so far. */
    public List<String> topics(String name) {
        List<String> topics = new ArrayList<>();
        get("/connectors/" + name + "/topics").path(name).path("topics").forEach(topic -> topics.add(topic.asText()));
        return topics;
    }

    /** The names of all connectors. */
    public List<String> connectors() {
        List<String> names = new ArrayList<>();
        get("/connectors").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** States of the connector and of those of its tasks that have shown up so far. */
    public ConnectorStatus status(String name) {
        JsonNode status = get("/connectors/" + name + "/status");
        List<ConnectorStatus.Task> tasks = new ArrayList<>();
        for (JsonNode task : status.path("tasks")) {
            tasks.add(new ConnectorStatus.Task(task.path("id").asInt(), text(task, "state"), text(task, "trace")));
        }
        JsonNode connector = status.path("connector");
        return new ConnectorStatus(name, text(connector, "state"), text(connector, "trace"), tasks);
    }

    /** Waits until the connector and all its tasks run; fails at once, with the trace, when one of them has failed. */
    public void awaitRunning(String name, Duration timeout) {
        Await.until(() -> "connector " + name + " does not run: " + find(name), timeout, () -> {
            ConnectorStatus status = requireNotFailed(name);
            return status.isRunning()
                    && status.tasks().size()
                            == get("/connectors/" + name).path("tasks").size();
        });
    }

    /** For waits on what a connector should do: its status, or, when it or a task of it has failed, the trace thrown. */
    public ConnectorStatus requireNotFailed(String name) {
        ConnectorStatus status = find(name);
        if (status.hasFailed()) {
            throw new ConnectFailure(0, "Connector " + name + " failed:\n" + status.traces());
        }
        return status;
    }

    /** Starts the connector and its tasks again. */
    public void restart(String name) {
        send("POST", "/connectors/" + name + "/restart?includeTasks=true", null);
    }

    /** Has the tasks stop working and stay in memory. */
    public void pause(String name) {
        send("PUT", "/connectors/" + name + "/pause", null);
    }

    /** Has a paused or stopped connector work again. */
    public void resume(String name) {
        send("PUT", "/connectors/" + name + "/resume", null);
    }

    /** Ends the tasks and keeps configuration and offsets; needed before offsets may be changed. */
    public void stop(String name) {
        send("PUT", "/connectors/" + name + "/stop", null);
        Await.until("connector " + name + " does not stop", REBALANCE, () -> {
            ConnectorStatus status = find(name);
            return "STOPPED".equals(status.state()) && status.tasks().isEmpty();
        });
    }

    public void delete(String name) {
        send("DELETE", "/connectors/" + name, null);
    }

    /** The connector's offsets as Connect gives them: <code>{"offsets": [{"partition": {…}, "offset": {…}}, …]}</code>. */
    public JsonNode offsets(String name) {
        return get("/connectors/" + name + "/offsets");
    }

    /** Changes offsets of a stopped connector; the body has the form that {@link #offsets} returns. */
    public void alterOffsets(String name, JsonNode offsets) {
        send("PATCH", "/connectors/" + name + "/offsets", offsets);
    }

    /** Forgets the offsets of a stopped connector. */
    public void resetOffsets(String name) {
        send("DELETE", "/connectors/" + name + "/offsets", null);
    }

    /** Directly after its creation a connector has no status yet, which Connect tells as 404. */
    private ConnectorStatus find(String name) {
        try {
            return status(name);
        } catch (ConnectFailure e) {
            if (e.httpStatus() == NOT_FOUND) {
                return new ConnectorStatus(name, "UNASSIGNED", "", List.of());
            }
            throw e;
        }
    }

    private JsonNode get(String path) {
        return send("GET", path, null);
    }

    private JsonNode send(String method, String path, Object body) {
        long start = System.nanoTime();
        HttpResponse<String> response = sendOnce(method, path, body);
        while (response.statusCode() == CONFLICT && System.nanoTime() - start < REBALANCE.toNanos()) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw StackFailure.interrupted("waiting for the group of " + url, e);
            }
            response = sendOnce(method, path, body);
        }
        JsonNode answer = parse(response.body());
        if (response.statusCode() >= 400) {
            throw new ConnectFailure(
                    response.statusCode(),
                    method + " " + url + path + " was answered " + response.statusCode() + ": "
                            + answer.path("message").asText(response.body()));
        }
        return answer;
    }

    private HttpResponse<String> sendOnce(String method, String path, Object body) {
        try {
            HttpRequest.BodyPublisher publisher = body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
            HttpRequest request = request(path).method(method, publisher).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StackFailure("Connect at " + url + " gave no answer to " + method + " " + path, e);
        } catch (InterruptedException e) {
            throw StackFailure.interrupted("waiting for Connect at " + url, e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return JSON.createObjectNode().put("message", body);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
