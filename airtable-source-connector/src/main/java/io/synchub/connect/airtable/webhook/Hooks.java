/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.airtable.api.AirtableApi;
import io.synchub.connect.common.http.ApiFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhooks of our form in a base: without a notification URL, over all data, with no other filter. A watched field or table
 * that is deleted would end a webhook for ever.
 *
 * <p>A base has one, however many connectors read it: payloads are numbered, and reading takes none away. Not for many threads.
 */
public final class Hooks {
    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);
    /** What the API permits in a base. */
    private static final int MOST = 10;

    private static final List<String> DATA_TYPES = List.of("tableData", "tableFields", "tableMetadata");

    private static final List<String> CHANGE_TYPES = List.of("add", "remove", "update");
    private static final List<String> SOURCES = List.of("client", "publicApi", "automation", "system", "sync");
    private static final List<String> NARROWING =
            List.of("recordChangeScope", "watchDataInFieldIds", "watchSchemasOfFieldIds", "sourceOptions");

    private final AirtableApi api;
    private final InstantSource clock;

    public Hooks(AirtableApi api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    /**
     * The base's webhook; made if there is none. Where several are of our form, which two connectors can bring about that start at the
     * same moment, all choose the same one.
     *
     * @throws ApiFailure of scope stream when the token may not list or create webhooks, or the base has too many
     */
    Hook findOrCreate() {
        List<Hook> ours = ours();
        Optional<Hook> found = first(ours);
        if (found.isPresent()) {
            return found.get();
        }
        // They count for the most that a base may have.
        ours.forEach(this::delete);
        String created = create();
        Hook chosen = first(ours()).orElseThrow(() -> vanished(created));
        if (!chosen.id().equals(created)) {
            delete(new Hook(created, true, 1));
        }
        return chosen;
    }

    /** The base's webhook, if there is one that can be used. */
    Optional<Hook> findOne() {
        return first(ours());
    }

    /** A webhook as it is now; empty when it is gone or not of our form. */
    Optional<Hook> find(String id) {
        return ours().stream().filter(hook -> hook.id().equals(id)).findFirst();
    }

    /** Deletes all of our form. Another connector on the base makes a new one then, and compares all its rows. */
    public void deleteAll() {
        ours().forEach(this::delete);
    }

    /** One that is gone already is no failure. */
    void delete(Hook hook) {
        try {
            api.deleteWebhook(hook.id());
            LOG.info("Base {}: webhook {} deleted", api.base(), hook.id());
        } catch (ApiFailure e) {
            if (e.scope() != ApiFailure.Scope.STREAM) {
                throw e;
            }
            LOG.info("Base {}: webhook {} cannot be deleted: {}", api.base(), hook.id(), e.getMessage());
        }
    }

    private String create() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode types = body.putObject("specification")
                .putObject("options")
                .putObject("filters")
                .putArray("dataTypes");
        DATA_TYPES.forEach(types::add);
        String id = api.createWebhook(body).path("id").asText("");
        LOG.info("Base {}: webhook {} created", api.base(), id);
        return id;
    }

    private static Optional<Hook> first(List<Hook> hooks) {
        return hooks.stream().filter(Hook::enabled).min(Comparator.comparing(Hook::id));
    }

    /** Whether there is a webhook of our form, or room for one. Creates nothing. */
    public boolean canHaveOne() {
        JsonNode all = api.webhooks().path("webhooks");
        return all.size() < MOST || !ours(all).isEmpty();
    }

    private List<Hook> ours() {
        return ours(api.webhooks().path("webhooks"));
    }

    private List<Hook> ours(JsonNode all) {
        List<Hook> ours = new ArrayList<>();
        for (JsonNode hook : all) {
            if (isOurs(hook)) {
                ours.add(new Hook(
                        hook.path("id").asText(),
                        hook.path("isHookEnabled").asBoolean(true) && !isExpired(hook),
                        hook.path("cursorForNextPayload").asLong(1)));
            }
        }
        return ours;
    }

    private static boolean isOurs(JsonNode hook) {
        JsonNode url = hook.path("notificationUrl");
        JsonNode filters = hook.path("specification").path("options").path("filters");
        return (url.isMissingNode() || url.isNull() || url.asText().isEmpty())
                && texts(filters, "dataTypes").containsAll(DATA_TYPES)
                && NARROWING.stream().allMatch(member -> isNothing(filters.path(member)))
                && isAll(filters, "changeTypes", CHANGE_TYPES)
                && isAll(filters, "fromSources", SOURCES);
    }

    /** The API may list what was not asked for with what it takes for it: everything. */
    private static boolean isAll(JsonNode filters, String member, List<String> all) {
        return isNothing(filters.path(member)) || texts(filters, member).containsAll(all);
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull() || value.isContainerNode() && value.isEmpty();
    }

    private static Set<String> texts(JsonNode filters, String member) {
        Set<String> texts = new HashSet<>();
        filters.path(member).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private boolean isExpired(JsonNode hook) {
        try {
            String time = hook.path("expirationTime").asText("");
            return !time.isEmpty() && !Instant.parse(time).isAfter(clock.instant());
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private ApiFailure vanished(String id) {
        return ApiFailure.unanswered(
                ApiFailure.Scope.PASSING,
                "webhook_vanished",
                "Webhook " + id + " of base " + api.base() + " was created and is not listed",
                null);
    }
}
