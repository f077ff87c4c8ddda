/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** One run of a stream: a snapshot, a reading of changes, or a sweep, from its beginning to its end or failure. */
final class Run {
    /** What a run does. */
    enum Kind {
        SNAPSHOT,
        CHANGES,
        SWEEP;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;
    private final String id;
    private long read;
    private long sent;
    private long deleted;

    /** @param began a run that goes on after a restart keeps its beginning, which offsets hold in milliseconds, and so its id */
    Run(Kind kind, Instant began) {
        this.kind = kind;
        this.id = kind.text() + "-" + began.truncatedTo(ChronoUnit.MILLIS);
    }

    Kind kind() {
        return kind;
    }

    /** Such as {@code sweep-2026-11-20T13:00:00Z}: what the header {@code synchub.run} says. */
    String id() {
        return id;
    }

    void countRead() {
        read++;
    }

    void countSent() {
        sent++;
    }

    void countDeleted() {
        deleted++;
    }

    long read() {
        return read;
    }

    long sent() {
        return sent;
    }

    long deleted() {
        return deleted;
    }

    @Override
    public String toString() {
        return id + " (" + read + " rows read, " + sent + " sent, " + deleted + " deleted)";
    }
}
