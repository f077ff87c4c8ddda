/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

import io.synchub.connect.airtable.api.AirtableApi;
import io.synchub.connect.airtable.api.AirtableFailures;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.http.PageSize;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of a base's changes, read once for all its streams: what one stream reads is kept for the others.
 *
 * <p>Thread-safe; one request at a time, and who comes meanwhile waits for it. Older payloads
 * than those that are kept are read again.
 */
public final class PayloadLog {
    private static final Logger LOG = LoggerFactory.getLogger(PayloadLog.class);
    /** Others wait while one reads, and a long log without any row of a table takes many requests. */
    private static final int PAYLOADS_AT_ONCE = 1_000;
    /** What was read so short a time ago serves a stream that has not seen it yet. */
    private static final Duration FRESH = Duration.ofSeconds(5);
    /** So often it is asked whether the webhook is still enabled, which its payloads do not tell. */
    private static final Duration BETWEEN_CHECKS = Duration.ofDays(1);

    private static final int MOST_REFUSALS = 5;

    private final AirtableApi api;
    private final Hooks hooks;
    private final InstantSource clock;
    private final PageSize pageSize = new PageSize(AirtableApi.MAX_PAYLOADS);
    private final ReentrantLock lock = new ReentrantLock();
    private final KeptPayloads kept = new KeptPayloads();
    private final Repairs repairs = new Repairs();

    /** Empty before the first use. */
    private Optional<String> webhook = Optional.empty();

    private long foundAt;
    private long head;
    /** Where the head must be at least: as it was listed last. */
    private long promised;

    private long drains;
    private long schema;
    private Instant drained = Instant.EPOCH;
    private Instant checked = Instant.EPOCH;
    private int refusals;

    public PayloadLog(AirtableApi api, InstantSource clock) {
        this.api = api;
        this.hooks = new Hooks(api, clock);
        this.clock = clock;
    }

    /**
     * The head as it is known; finds or makes the webhook at the first call.
     *
     * @throws ApiFailure of scope stream when the token may not
     */
    public LogHead open() {
        return locked(() -> {
            if (webhook.isEmpty()) {
                use(hooks.findOrCreate());
            }
            return head();
        });
    }

    /**
     * Reads up to the head, unless that was done a moment ago.
     *
     * @param seen the last drain that the caller has seen; 0 for none
     * @throws ApiFailure of scope stream when the token may not
     */
    public LogHead drain(long seen) {
        return locked(() -> {
            if (webhook.isEmpty()) {
                use(hooks.findOrCreate());
            } else if (age(checked).compareTo(BETWEEN_CHECKS) >= 0) {
                check();
            }
            if (drains <= seen || age(drained).compareTo(FRESH) > 0) {
                drain();
            }
            return head();
        });
    }

    /** The head as it was so long ago at most. */
    public LogHead drained(Duration longest) {
        return locked(() -> {
            if (webhook.isEmpty()) {
                use(hooks.findOrCreate());
            } else if (age(drained).compareTo(longest) > 0) {
                drain();
            }
            return head();
        });
    }

    /**
     * What payloads tell of a table, from a cursor on, to the head at most; perhaps nothing, though there are more.
     *
     * @param enough how many ids to find before it is worth to deal with them
     * @return empty when the webhook is another by now
     */
    public Optional<Signals> signals(LogHead until, Signals.Place from, String table, int enough) {
        return locked(() -> {
            List<Payload> payloads = new ArrayList<>();
            int ids = 0;
            for (long cursor = from.cursor();
                    cursor < until.cursor() && ids < enough && payloads.size() < PAYLOADS_AT_ONCE; ) {
                if (!webhook.equals(Optional.of(until.webhook()))) {
                    return Optional.empty();
                }
                Optional<Payload> payload = kept.at(cursor);
                if (payload.isEmpty()) {
                    readBehind(cursor);
                    continue;
                }
                payloads.add(payload.get());
                TableSignals signals = payload.get().tables().get(table);
                ids += signals == null ? 0 : signals.ids();
                cursor = payload.get().next();
            }
            return Optional.of(new Signals(from, payloads, table, from.cursor() < foundAt));
        });
    }

    private LogHead head() {
        return new LogHead(webhook.orElseThrow(), head, drains, schema);
    }

    private void use(Hook hook) {
        webhook = Optional.of(hook.id());
        foundAt = hook.nextCursor();
        head = hook.nextCursor();
        promised = head;
        kept.clear();
        schema++;
        checked = clock.instant();
    }

    /** Its payloads do not say that it expired, and it may have while nobody read them. */
    private void check() {
        Optional<Hook> listed = hooks.find(webhook.orElseThrow()).filter(Hook::enabled);
        if (listed.isPresent()) {
            promised = listed.get().nextCursor();
        } else {
            LOG.warn("Base {}: webhook {} is gone or disabled", api.base(), webhook.orElseThrow());
            repair();
        }
        checked = clock.instant();
    }

    private void drain() {
        boolean more = true;
        while (more) {
            String before = webhook.orElseThrow();
            Optional<PayloadPage> page = page(head);
            if (page.isEmpty()) {
                return;
            }
            keep(head, page.get());
            if (!webhook.equals(Optional.of(before))) {
                return;
            }
            head = Math.max(head, page.get().cursor());
            more = page.get().more() && !page.get().payloads().isEmpty();
        }
        if (head < promised) {
            keep(head, Payload.lost(promised));
            head = promised;
        }
        drains++;
        drained = clock.instant();
    }

    /** What others have read, and is not kept any more or never was read here. */
    private void readBehind(long cursor) {
        page(cursor).ifPresent(page -> {
            if (page.payloads().isEmpty()) {
                keep(cursor, Payload.lost(head));
            } else {
                keep(cursor, page);
            }
        });
    }

    /** @return empty when the webhook was gone; it is another then */
    private Optional<PayloadPage> page(long cursor) {
        while (true) {
            int limit = pageSize.get();
            try {
                PayloadPage page = api.payloads(webhook.orElseThrow(), cursor, limit, PayloadPage::read)
                        .body();
                pageSize.calm();
                refusals = 0;
                return Optional.of(page);
            } catch (ApiFailure e) {
                if (e.code().equals(AirtableFailures.TOO_LARGE) && pageSize.halve(limit)) {
                    continue;
                }
                // 403 and 404 are said of what is gone and of what is forbidden; the list tells which.
                if (e.scope() != Scope.STREAM) {
                    throw e;
                }
                if (hooks.find(webhook.orElseThrow()).isPresent()) {
                    throw refused(e);
                }
                LOG.warn("Base {}: webhook {} is gone", api.base(), webhook.orElseThrow());
                repair();
                return Optional.empty();
            }
        }
    }

    /** One answer that does not fit to the list is no refusal; several in a row are. */
    private ApiFailure refused(ApiFailure e) {
        refusals++;
        return refusals > MOST_REFUSALS
                ? e
                : ApiFailure.answered(Scope.PASSING, e.status(), e.code(), e.getMessage(), Optional.empty());
    }

    /** Numbers have no gaps: an answer that begins later than it was asked for has lost what lies between. */
    private void keep(long asked, PayloadPage page) {
        long number = page.cursor() - page.payloads().size();
        if (number > asked) {
            keep(asked, Payload.lost(number));
        }
        for (Payload payload : page.payloads()) {
            boolean failed = payload.error().isPresent();
            if (failed && number >= foundAt) {
                LOG.warn(
                        "Base {}: webhook {} failed: {}",
                        api.base(),
                        webhook.orElseThrow(),
                        payload.error().get());
                hooks.delete(new Hook(webhook.orElseThrow(), false, number));
                repair();
                return;
            }
            // The webhook was enabled when it was found: it has got over what failed before.
            keep(number, failed ? Payload.lost(number + 1) : payload.numbered(number));
            number++;
        }
        kept.trim(asked, number);
    }

    private void keep(long number, Payload payload) {
        if (kept.put(number, payload) && payload.schema() && number >= head) {
            schema++;
        }
    }

    private void repair() {
        Optional<Hook> other = hooks.findOne();
        if (other.isEmpty()) {
            repairs.next(clock.instant()).ifPresent(wait -> {
                throw ApiFailure.unanswered(
                        Scope.PASSING,
                        "webhook_broken",
                        "The webhook of base " + api.base() + " broke " + Repairs.MOST
                                + " times in a short while; the next one is made in " + wait.toSeconds() + " s",
                        null);
            });
        }
        use(other.orElseGet(hooks::findOrCreate));
    }

    private Duration age(Instant time) {
        return Duration.between(time, clock.instant()).abs();
    }

    private <T> T locked(Supplier<T> work) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiFailure.unanswered(
                    Scope.PASSING, ApiFailure.CLOSED, "Given up because the connector is stopping", null);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
