/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.localstack.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The endpoints below {@code /v0/bases/{base}/webhooks}. Under the world's monitor. */
final class WebhookEndpoints {
    private static final int LARGEST_PAGE = 50;

    private WebhookEndpoints() {}

    static Answer answer(Call call, Base base, Token token) {
        List<String> path = call.path();
        String action = call.method() + " " + (path.size() == 6 ? path.get(5) : path.size() == 5 ? "{id}" : "");
        if (isPayloads(call)) {
            call.allowQuery("cursor", "limit");
        } else {
            call.allowQuery();
        }
        return switch (action) {
            case "GET " -> list(base);
            case "POST " -> create(call, base, token);
            case "DELETE {id}" -> delete(call, base, token);
            case "POST refresh" -> refresh(call, base, token);
            case "GET payloads" -> payloads(call, base, token);
            default -> throw AirtableError.notFound();
        };
    }

    static boolean isPayloads(Call call) {
        return call.method().equals("GET")
                && call.path().size() == 6
                && call.path().get(5).equals("payloads");
    }

    private static Answer create(Call call, Base base, Token token) {
        mustBeCreator(base, token);
        ObjectNode body = call.body();
        JsonNode url = body.remove("notificationUrl");
        HookSpec spec = HookSpec.parse(body.remove("specification"), base);
        if (!body.isEmpty() || (url != null && !url.isNull() && !url.isTextual())) {
            throw AirtableError.invalidRequest();
        }
        checkScopes(spec, token);
        if (base.hooks().all().size() >= Webhooks.MOST) {
            throw new AirtableError(
                    422, "TOO_MANY_WEBHOOKS_IN_BASE", "A base can have " + Webhooks.MOST + " webhooks at most.");
        }
        Webhook hook = base.hooks().add(spec, url == null ? null : url.textValue());
        byte[] secret = ("secret of " + hook.id()).getBytes(StandardCharsets.UTF_8);
        return JsonBody.ok(CellJson.NODES
                .objectNode()
                .put("id", hook.id())
                .put("macSecretBase64", Base64.getEncoder().encodeToString(secret))
                .put("expirationTime", Times.text(hook.expiration())));
    }

    private static Answer list(Base base) {
        ObjectNode body = CellJson.NODES.objectNode();
        ArrayNode hooks = body.putArray("webhooks");
        for (Webhook hook : base.hooks().all()) {
            ObjectNode json = hooks.addObject();
            json.put("id", hook.id());
            json.set("specification", hook.spec().json());
            json.put("notificationUrl", hook.notificationUrl());
            json.put("cursorForNextPayload", hook.nextCursor());
            json.putNull("lastNotificationResult").putNull("lastSuccessfulNotificationTime");
            json.put("areNotificationsEnabled", true).put("isHookEnabled", hook.isActive());
            json.put("expirationTime", Times.text(hook.expiration()));
        }
        return JsonBody.ok(body);
    }

    private static Answer delete(Call call, Base base, Token token) {
        mustBeCreator(base, token);
        base.hooks().remove(find(call, base));
        return JsonBody.ok(CellJson.NODES.objectNode());
    }

    /** Only of a hook that lives. */
    private static Answer refresh(Call call, Base base, Token token) {
        mustBeCreator(base, token);
        Webhook hook = find(call, base);
        if (!hook.isActive()) {
            throw AirtableError.invalidRequest();
        }
        hook.extend();
        return JsonBody.ok(CellJson.NODES.objectNode().put("expirationTime", Times.text(hook.expiration())));
    }

    /** The cursor that it answers is the number behind the last payload shown; that of the request when none is shown. */
    private static Answer payloads(Call call, Base base, Token token) {
        Webhook hook = find(call, base);
        checkScopes(hook.spec(), token);
        long cursor = call.queryNumber("cursor", 1, 1, Long.MAX_VALUE);
        int limit = (int) call.queryNumber("limit", LARGEST_PAGE, 1, LARGEST_PAGE);
        if (cursor > hook.nextCursor()) {
            throw AirtableError.invalidRequest();
        }
        if (hook.isActive()) {
            hook.extend();
        }
        base.hooks().read();
        List<Webhook.Payload> kept = hook.kept(cursor);
        List<Webhook.Payload> shown = kept.subList(0, Math.min(limit, kept.size()));
        ObjectNode body = CellJson.NODES.objectNode();
        ArrayNode payloads = body.putArray("payloads");
        shown.forEach(payload -> payloads.add(payload.json()));
        body.put(
                "cursor", shown.isEmpty() ? cursor : shown.get(shown.size() - 1).cursor() + 1);
        body.put("mightHaveMore", kept.size() > shown.size());
        return JsonBody.ok(body);
    }

    private static Webhook find(Call call, Base base) {
        Webhook hook = base.hooks().find(call.path().get(4));
        if (hook == null) {
            throw AirtableError.notFound();
        }
        return hook;
    }

    private static void mustBeCreator(Base base, Token token) {
        if (!base.role(token).covers(Role.CREATE)) {
            throw new AirtableError(403, "INVALID_PERMISSIONS", "You are not permitted to perform this operation");
        }
    }

    /** Who reads rows by a webhook must be allowed to read rows. */
    private static void checkScopes(HookSpec spec, Token token) {
        boolean rows = spec.dataTypes().contains("tableData");
        boolean schema = spec.dataTypes().size() > (rows ? 1 : 0);
        if ((rows && !token.scopes().contains(Scope.RECORDS_READ))
                || (schema && !token.scopes().contains(Scope.SCHEMA_READ))) {
            throw AirtableError.forbidden();
        }
    }
}
