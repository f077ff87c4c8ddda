/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import io.synchub.connect.localstack.http.Answer;
import io.synchub.connect.localstack.http.AnswerHooks;
import io.synchub.connect.localstack.http.ReceivedRequest;
import io.synchub.connect.localstack.http.SimulatedApi;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds the endpoint of a request, after the checks that come before all of them: token, rate, version. */
final class NotionApi implements SimulatedApi {
    private static final String VERSION = "2026-03-11";
    private static final String BEARER = "Bearer ";

    final Workspace workspace;
    final Tokens tokens;
    final RateLimiter limiter;
    final Cursors cursors = new Cursors();
    final AnswerHooks<DataSource> hooks = new AnswerHooks<>();
    final SearchEndpoint search;
    private final QueryEndpoint query;
    private final PageEndpoints pages;

    /** @param cap how many results one query gives at most */
    NotionApi(Workspace workspace, Tokens tokens, RateLimiter limiter, int cap) {
        this.workspace = workspace;
        this.tokens = tokens;
        this.limiter = limiter;
        ValueJson values = new ValueJson(workspace);
        search = new SearchEndpoint(workspace, values, cursors);
        query = new QueryEndpoint(workspace, values, cursors, hooks, cap);
        pages = new PageEndpoints(workspace, values, cursors);
    }

    @Override
    public Answer answer(ReceivedRequest request) {
        try {
            String token = token(request);
            Answer refusal = limiter.refusal(token, request.receivedAt());
            if (refusal != null) {
                return refusal;
            }
            checkVersion(request.header("Notion-Version"));
            return route(new Call(request));
        } catch (NotionError error) {
            return JsonBody.error(error);
        }
    }

    @Override
    public Answer failure(String message) {
        return JsonBody.error(new NotionError(500, "internal_server_error", message, Map.of()));
    }

    /** Its method and path, with {@code {id}} and {@code {property}} in it. */
    @Override
    public String endpoint(ReceivedRequest request) {
        String[] parts = request.path().split("/", -1);
        for (int i = 1; i < parts.length; i++) {
            if (parts[i - 1].equals("properties")) {
                parts[i] = "{property}";
            } else if (Ids.parse(parts[i]) != null) {
                parts[i] = "{id}";
            }
        }
        return request.method() + " " + String.join("/", parts);
    }

    private String token(ReceivedRequest request) {
        String header = request.header("Authorization");
        String token = header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : "";
        if (!tokens.isValid(token)) {
            throw new NotionError(401, "unauthorized", "API token is invalid.", Map.of());
        }
        return token;
    }

    private static void checkVersion(String version) {
        if (version == null) {
            throw new NotionError(
                    400,
                    "missing_version",
                    "Notion-Version header failed validation: Notion-Version header should be defined, instead was"
                            + " `undefined`.",
                    Map.of());
        }
        if (!version.equals(VERSION)) {
            throw NotionError.validation("Notion-Version header failed validation: Notion-Version header should be `\""
                    + VERSION + "\"`, instead was `\"" + version + "\"`.");
        }
    }

    private Answer route(Call call) {
        List<String> path = call.path();
        String shape = shape(path);
        if (call.method().equals("POST") && shape.equals("v1/data_sources/*/query")) {
            return query.answer(call, queried(call));
        }
        if (call.method().equals("POST") && shape.equals("v1/search")) {
            return search.answer(call);
        }
        if (!call.method().equals("GET")) {
            throw NotionError.invalidUrl();
        }
        synchronized (workspace) {
            return switch (shape) {
                case "v1/users" -> users(call);
                case "v1/users/*" -> user(call);
                case "v1/databases/*" -> database(call);
                case "v1/data_sources/*" -> dataSource(call);
                case "v1/pages/*" -> pages.page(call);
                case "v1/pages/*/markdown" -> pages.markdown(call);
                case "v1/pages/*/properties/*" -> pages.property(call);
                case "v1/blocks/*/children" -> pages.children(call);
                default -> throw NotionError.invalidUrl();
            };
        }
    }

    /** The path with a star for each id. */
    private static String shape(List<String> path) {
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < path.size(); i++) {
            shape.append(i == 0 ? "" : "/").append(i == 2 || i == 4 ? "*" : path.get(i));
        }
        return shape.toString();
    }

    private DataSource queried(Call call) {
        synchronized (workspace) {
            DataSource dataSource = findDataSource(call);
            if (dataSource.isInTrash()) {
                throw NotionError.notFound("data_source", dataSource.id(), workspace.bot);
            }
            return dataSource;
        }
    }

    /** A database's id is as unknown here as any other. */
    private DataSource findDataSource(Call call) {
        UUID id = call.id("data_source_id");
        DataSource dataSource = workspace.dataSources.get(id);
        if (dataSource == null || !dataSource.isShared()) {
            throw NotionError.notFound("data_source", id, workspace.bot);
        }
        return dataSource;
    }

    private Answer dataSource(Call call) {
        call.allowQuery();
        DataSource dataSource = findDataSource(call);
        return JsonBody.answer(200, json -> SchemaJson.dataSource(json, dataSource));
    }

    private Answer database(Call call) {
        call.allowQuery();
        UUID id = call.id("database_id");
        Database database = workspace.databases.get(id);
        if (database == null || !database.isShared()) {
            throw NotionError.notFound("database", id, workspace.bot);
        }
        return JsonBody.answer(200, json -> SchemaJson.database(json, database));
    }

    private Answer users(Call call) {
        call.allowQuery("start_cursor", "page_size");
        Cursors.Place place = cursors.find(call.cursorOfQuery(), "users");
        int end = Math.min(workspace.users.size(), place.given() + call.pageSizeOfQuery());
        String next = end < workspace.users.size()
                ? cursors.make(
                        new Cursors.Place("users", null, end, place.answers() + 1),
                        workspace.users.get(end).id())
                : null;
        List<User> shown = workspace.users.subList(place.given(), end);
        return JsonBody.answer(200, json -> {
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("results");
            for (User user : shown) {
                json.writeStartObject();
                if (user == workspace.bot) {
                    UserJson.self(json, user, workspace.id);
                } else {
                    UserJson.members(json, user);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            JsonBody.endOfList(json, next, "user");
            JsonBody.empty(json, "user");
        });
    }

    private Answer user(Call call) {
        call.allowQuery();
        boolean self = call.path().get(2).equals("me");
        UUID id = self ? workspace.bot.id() : call.id("user_id");
        User user = workspace.users.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> NotionError.notFound("user", id, workspace.bot));
        return JsonBody.answer(200, json -> {
            if (user == workspace.bot) {
                UserJson.self(json, user, workspace.id);
            } else {
                UserJson.members(json, user);
            }
        });
    }
}
