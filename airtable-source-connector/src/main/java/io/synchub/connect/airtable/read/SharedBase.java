/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import io.synchub.connect.airtable.api.AirtableApi;
import io.synchub.connect.airtable.base.BaseSchema;
import io.synchub.connect.airtable.base.BaseTables;
import io.synchub.connect.airtable.config.ChangeDetection;
import io.synchub.connect.airtable.webhook.LogHead;
import io.synchub.connect.airtable.webhook.PayloadLog;
import io.synchub.connect.airtable.webhook.Signals;
import io.synchub.connect.common.http.ApiFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the streams of a base share: its description, its webhook's log, and whether the webhook may be used. Thread-safe. */
public final class SharedBase {
    private static final Logger LOG = LoggerFactory.getLogger(SharedBase.class);

    /** After a refusal: somebody may have given the token what it lacked. */
    private static final Duration BETWEEN_TRIES = Duration.ofHours(1);

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private final AirtableApi api;
    private final ChangeDetection wanted;
    private final BaseSchema schema;
    private final PayloadLog log;
    private final InstantSource clock;
    private volatile Optional<String> refusal = Optional.empty();
    private volatile Instant refusedAt = Instant.EPOCH;

    public SharedBase(AirtableApi api, ChangeDetection wanted, InstantSource clock) {
        this.api = api;
        this.wanted = wanted;
        this.clock = clock;
        this.schema = new BaseSchema(api, clock);
        this.log = new PayloadLog(api, clock);
    }

    /**
     * The tables there are, for whoever looks for new ones: from what the streams read. Asks only when none has read for a while, so that
     * the search takes nothing of the rate while there is work.
     */
    public BaseTables tables() {
        Optional<LogHead> head = ofLog(() -> log.drained(LONGEST_SILENCE));
        return head.map(now -> schema.since(now.schema()))
                .orElseGet(() -> schema.within(LONGEST_SILENCE))
                .tables();
    }

    /** As it is now. */
    Sight look() {
        Optional<LogHead> head = ofLog(log::open);
        return new Sight(schema.read(head.map(LogHead::schema).orElse(0L)), head);
    }

    /** Newer than what was seen before, with one request at most as long as nothing happens. */
    Sight glance(Sight before) {
        Optional<LogHead> head =
                ofLog(() -> log.drain(before.head().map(LogHead::drain).orElse(0L)));
        BaseSchema.Seen seen = head.map(now -> schema.since(now.schema()))
                .orElseGet(() -> schema.newerThan(before.schema().number()));
        return new Sight(seen, head);
    }

    AirtableApi api() {
        return api;
    }

    /**
     * What the webhook's log tells of a table.
     *
     * @return empty when it cannot be told any more: the next look at the base says what is used instead
     */
    Optional<Signals> signals(LogHead until, Signals.Place from, String table, int enough) {
        return ofLog(() -> log.signals(until, from, table, enough)).flatMap(Function.identity());
    }

    ChangeDetection wanted() {
        return wanted;
    }

    /** Why the webhook is not used though it might be. */
    Optional<String> refusal() {
        return refusal;
    }

    /** A refusal holds for a while: to change from one way to the other costs a sweep of all tables. */
    private <T> Optional<T> ofLog(Supplier<T> question) {
        boolean refused = refusal.isPresent()
                && Duration.between(refusedAt, clock.instant()).abs().compareTo(BETWEEN_TRIES) < 0;
        if (!wanted.mayUseWebhook() || refused) {
            return Optional.empty();
        }
        try {
            Optional<T> answer = Optional.of(question.get());
            refusal = Optional.empty();
            return answer;
        } catch (ApiFailure e) {
            if (e.scope() != ApiFailure.Scope.STREAM || wanted == ChangeDetection.WEBHOOK) {
                throw e;
            }
            // Who cannot read the base at all may get it back, and its webhook with it: that is no refusal.
            schema.read(0);
            LOG.warn(
                    "Base {}: its webhook cannot be used, so changes are found otherwise: {}",
                    api.base(),
                    e.getMessage());
            refusedAt = clock.instant();
            refusal = Optional.of(e.getMessage());
            return Optional.empty();
        }
    }
}
