/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.localstack.http.Answer;
import io.synchub.connect.localstack.http.AnswerHooks;
import io.synchub.connect.localstack.http.ReceivedRequest;
import io.synchub.connect.localstack.http.SimulatedApi;
import java.time.Duration;
import java.util.List;

/** Finds the endpoint of a request, after the checks that come before all of them: rate, token, scope, base, table. */
final class AirtableApi implements SimulatedApi {
    /** In characters, from the host on. */
    private static final int LONGEST_ADDRESS = 16_000;

    final World world;
    final Tokens tokens;
    final RateLimiter limiter;
    final Iterators iterators;
    final RecordEndpoints records;
    final AnswerHooks<Table> listHooks = new AnswerHooks<>();
    final AnswerHooks<Base> payloadHooks = new AnswerHooks<>();

    /**
     * @param iteratorLife how long after its last use an offset is known
     * @param pageCap how many records an answer has at most, however many are asked for
     */
    AirtableApi(World world, Tokens tokens, RateLimiter limiter, Duration iteratorLife, int pageCap) {
        this.world = world;
        this.tokens = tokens;
        this.limiter = limiter;
        this.iterators = new Iterators(world, iteratorLife);
        this.records = new RecordEndpoints(world, iterators, listHooks, pageCap);
    }

    @Override
    public String endpoint(ReceivedRequest request) {
        return nameOf(request);
    }

    @Override
    public Answer failure(String message) {
        return JsonBody.error(new AirtableError(500, "SERVER_ERROR", message));
    }

    @Override
    public Answer answer(ReceivedRequest request) {
        try {
            Call call = new Call(request);
            Answer refusal = refusal(call, request);
            if (refusal != null) {
                return refusal;
            }
            if (request.path().length() + request.query().length() > LONGEST_ADDRESS) {
                throw new AirtableError(414, "URI_TOO_LONG", "The URL is longer than 16,000 characters.");
            }
            return route(call, tokens.of(request));
        } catch (AirtableError error) {
            return JsonBody.error(error);
        }
    }

    /** The request's method and path, with names in braces in place of ids. */
    static String nameOf(ReceivedRequest request) {
        String[] parts = request.path().split("/", -1);
        boolean meta = parts.length > 2 && (parts[2].equals("meta") || parts[2].equals("bases"));
        for (int i = 2; i < parts.length; i++) {
            if (parts[i].startsWith("app")) {
                parts[i] = "{base}";
            } else if (parts[i].startsWith("ach")) {
                parts[i] = "{webhook}";
            } else if (!meta && i == 3) {
                parts[i] = "{table}";
            } else if (parts[i].startsWith("rec")) {
                parts[i] = "{record}";
            }
        }
        return request.method() + " " + String.join("/", parts);
    }

    /** Requests of no base have no limit. */
    private Answer refusal(Call call, ReceivedRequest request) {
        for (String part : call.path()) {
            if (Ids.isId(part, "app")) {
                return limiter.refusal(part, request.receivedAt());
            }
        }
        return null;
    }

    private Answer route(Call call, Token token) {
        List<String> path = call.path();
        if (path.size() < 3 || !path.get(0).equals("v0")) {
            throw AirtableError.notFound();
        }
        return switch (path.get(1)) {
            case "meta" -> meta(call, token);
            case "bases" -> webhooks(call, token);
            default -> ofBase(call, token);
        };
    }

    private Answer meta(Call call, Token token) {
        List<String> path = call.path();
        String shape = call.method() + " " + String.join("/", path.subList(2, path.size()));
        if (shape.equals("GET whoami")) {
            call.allowQuery();
            return whoami(token);
        }
        synchronized (world) {
            if (shape.equals("GET bases")) {
                return bases(call, token);
            }
            if (path.size() == 5 && call.method().equals("GET") && shape.matches("GET bases/[^/]*/tables")) {
                return tables(call, token);
            }
        }
        throw AirtableError.notFound();
    }

    private static Answer whoami(Token token) {
        ObjectNode body = CellJson.NODES.objectNode().put("id", token.user().id());
        if (token.scopes().contains(Scope.USER_EMAIL)) {
            body.put("email", token.user().email());
        }
        return JsonBody.ok(body);
    }

    /** All on one page. */
    private Answer bases(Call call, Token token) {
        call.allowQuery("offset");
        require(token, Scope.SCHEMA_READ);
        if (call.queryValue("offset") != null) {
            throw AirtableError.invalidRequest();
        }
        ObjectNode body = CellJson.NODES.objectNode();
        ArrayNode bases = body.putArray("bases");
        for (Base base : world.bases.values()) {
            Role role = base.role(token);
            if (role != Role.NONE) {
                bases.addObject().put("id", base.id()).put("name", base.name()).put("permissionLevel", role.jsonName());
            }
        }
        return JsonBody.ok(body);
    }

    private Answer tables(Call call, Token token) {
        call.allowQuery("include[]", "include");
        require(token, Scope.SCHEMA_READ);
        ObjectNode body = CellJson.NODES.objectNode();
        ArrayNode tables = body.putArray("tables");
        base(call.path().get(3), token).tables().forEach(table -> tables.add(SchemaJson.table(table)));
        return JsonBody.ok(body);
    }

    private Answer webhooks(Call call, Token token) {
        List<String> path = call.path();
        if (path.size() < 4 || path.size() > 6 || !path.get(3).equals("webhooks")) {
            throw AirtableError.notFound();
        }
        require(token, Scope.WEBHOOK_MANAGE);
        Base base;
        Answer answer;
        long reads;
        synchronized (world) {
            base = base(path.get(2), token);
            answer = WebhookEndpoints.answer(call, base, token);
            reads = base.hooks().reads();
        }
        if (WebhookEndpoints.isPayloads(call)) {
            // Outside the monitor, which the test's own threads may want.
            payloadHooks.run(base, reads);
        }
        return answer;
    }

    private Answer ofBase(Call call, Token token) {
        List<String> path = call.path();
        boolean listByBody =
                call.method().equals("POST") && path.size() == 4 && path.get(3).equals("listRecords");
        boolean read = call.method().equals("GET") && path.size() <= 4;
        if (!listByBody && !read) {
            throw AirtableError.notFound();
        }
        require(token, Scope.RECORDS_READ);
        Table table;
        synchronized (world) {
            table = base(path.get(1), token).find(path.get(2));
            if (table == null) {
                throw AirtableError.forbidden();
            }
            if (read && path.size() == 4) {
                return records.record(call, table);
            }
        }
        ListParameters parameters = listByBody ? ListParameters.ofBody(call) : ListParameters.ofQuery(call);
        return records.list(call, parameters, table);
    }

    private static void require(Token token, Scope scope) {
        if (!token.scopes().contains(scope)) {
            throw AirtableError.forbidden();
        }
    }

    /** What has not the form of an id is not found; what is not shared looks as if it did not exist. */
    private Base base(String id, Token token) {
        if (!Ids.isId(id, "app")) {
            throw AirtableError.notFound();
        }
        Base base = world.bases.get(id);
        if (base == null || base.role(token) == Role.NONE) {
            throw AirtableError.forbidden();
        }
        return base;
    }
}
