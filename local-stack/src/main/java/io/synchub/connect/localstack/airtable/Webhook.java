/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A webhook as the API has it, for tests to look at and to break. Its payloads are numbered from 1 without gaps and kept for
 * seven days; numbers are never given again. It lives for seven days after it was made, refreshed or read. When these are over it
 * gets no more payloads, and nothing brings it back; what it has can be read for another seven days, then it is gone. No
 * notification is ever sent. Safe to be used by several threads.
 */
public final class Webhook {
    private static final Duration LIFE = Duration.ofDays(7);

    /** What a payload can say in place of changes. */
    public enum Failure {
        /** Something that it watches is gone. */
        INVALID_FILTERS,
        INVALID_HOOK,
        /** Payloads were lost; the hook itself goes on. */
        INTERNAL_ERROR
    }

    private final Webhooks all;
    private final Base base;
    private final String id;
    private final HookSpec spec;
    private final String notificationUrl;
    private final Deque<Payload> payloads = new ArrayDeque<>();
    private Instant expiration;
    private long nextCursor = 1;
    private boolean broken;

    /** One entry of the log. */
    record Payload(long cursor, Instant at, ObjectNode json) {}

    Webhook(Webhooks all, Base base, HookSpec spec, String notificationUrl) {
        this.all = all;
        this.base = base;
        this.id = base.world.ids.next("ach");
        this.spec = spec;
        this.notificationUrl = notificationUrl;
        extend();
    }

    public String id() {
        return id;
    }

    /** How many payloads can be read. */
    public int size() {
        synchronized (base.world) {
            return kept(0).size();
        }
    }

    /** When it ends unless something extends its life. */
    public Instant expiration() {
        synchronized (base.world) {
            return expiration;
        }
    }

    /** The next payload is an error; unless it is an internal one the hook ends with it. */
    public void fail(Failure failure) {
        synchronized (base.world) {
            ObjectNode json = CellJson.NODES.objectNode();
            json.put("timestamp", Times.text(base.world.clock.instant()));
            json.put("baseTransactionNumber", base.transactions());
            json.put("payloadFormat", "v0").put("error", true).put("code", failure.name());
            append(List.of(json));
            broken |= failure != Failure.INTERNAL_ERROR;
        }
    }

    /** As if somebody had deleted it. */
    public void vanish() {
        synchronized (base.world) {
            all.remove(this);
        }
    }

    /** What it has is lost, as if it were seven days old; numbers go on. */
    public void dropPayloads() {
        synchronized (base.world) {
            payloads.clear();
        }
    }

    void append(List<ObjectNode> more) {
        for (ObjectNode json : more) {
            payloads.addLast(new Payload(nextCursor, base.world.clock.instant(), json));
            nextCursor++;
        }
    }

    /** Those that are not too old, from the cursor on. */
    List<Payload> kept(long cursor) {
        Instant oldest = base.world.clock.instant().minus(LIFE);
        while (!payloads.isEmpty() && payloads.peekFirst().at().isBefore(oldest)) {
            payloads.removeFirst();
        }
        List<Payload> kept = new ArrayList<>();
        for (Payload payload : payloads) {
            if (payload.cursor() >= cursor) {
                kept.add(payload);
            }
        }
        return kept;
    }

    boolean isActive() {
        return !broken && base.world.clock.instant().isBefore(expiration);
    }

    /** Whether it ended so long ago that the API has forgotten it. */
    boolean isForgotten() {
        return !base.world.clock.instant().isBefore(expiration.plus(LIFE));
    }

    /** Seven days from now. */
    void extend() {
        expiration = base.world.clock.instant().plus(LIFE);
    }

    long nextCursor() {
        return nextCursor;
    }

    HookSpec spec() {
        return spec;
    }

    /** Null if none was given. */
    String notificationUrl() {
        return notificationUrl;
    }
}
