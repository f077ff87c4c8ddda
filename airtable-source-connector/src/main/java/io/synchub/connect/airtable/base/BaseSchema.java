/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.base;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.airtable.api.AirtableApi;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The description of a base's tables, asked for once for all its streams. Thread-safe. */
public final class BaseSchema {
    /** What was read so short a time ago serves a stream that has not seen it yet. */
    private static final Duration FRESH = Duration.ofSeconds(5);
    /** In case that something changes of which no payload tells. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final AirtableApi api;
    private final InstantSource clock;
    private Optional<Seen> last = Optional.empty();
    private Instant read = Instant.EPOCH;
    private long version;

    /**
     * A description.
     *
     * @param number counts the answers
     * @param serverTime by Airtable's clock
     */
    public record Seen(BaseTables tables, long number, Optional<Instant> serverTime) {}

    public BaseSchema(AirtableApi api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    /**
     * As it is now.
     *
     * @param change the last change that the webhook told of, before this
     */
    public synchronized Seen read(long change) {
        Seen seen = read();
        version = Math.max(version, change);
        return seen;
    }

    private Seen read() {
        ApiResponse<JsonNode> answer = api.tables();
        try {
            Seen seen = new Seen(
                    BaseTables.read(answer.body()), last.map(Seen::number).orElse(0L) + 1, answer.serverTime());
            last = Optional.of(seen);
            read = clock.instant();
            return seen;
        } catch (IOException e) {
            throw ApiFailure.unanswered(
                    ApiFailure.Scope.PASSING, "bad_schema", "Base " + api.base() + ": " + e.getMessage(), e);
        }
    }

    /** As it is now, or was a moment ago, if the caller has not seen that yet. */
    public synchronized Seen newerThan(long seen) {
        return last.filter(known -> known.number() > seen && age().compareTo(FRESH) < 0)
                .orElseGet(this::read);
    }

    /** As it is now, or was so long ago at most. */
    public synchronized Seen within(Duration longest) {
        return last.filter(known -> age().compareTo(longest) < 0).orElseGet(this::read);
    }

    /** As it is since the webhook told last of a change: no request while it tells of none. */
    public synchronized Seen since(long change) {
        if (last.isPresent() && version >= change && age().compareTo(LONGEST) < 0) {
            return last.get();
        }
        return read(change);
    }

    private Duration age() {
        return Duration.between(read, clock.instant()).abs();
    }
}
