/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import java.time.Instant;
import java.util.Optional;

/** A reading of what changed since a position. Belongs to the thread that runs the stream's step; ends with the first failure. */
final class ChangesReading {
    private final TableReader.Changes pages;
    private final RowSieve sieve;
    private final Run run;
    private final Instant began;
    private Optional<String> position = Optional.empty();
    private boolean incomplete;
    private boolean told;

    ChangesReading(TableReader reader, RowSieve sieve, Run run, String position, Instant began) {
        this.sieve = sieve;
        this.run = run;
        this.began = began;
        sieve.beginReading();
        this.pages = reader.changes(position, sieve::isUnchanged);
    }

    Run run() {
        return run;
    }

    Instant began() {
        return began;
    }

    /** @return whether nothing more is known for now */
    boolean advance() {
        ChangePage page = pages.next();
        page.rows().forEach(row -> sieve.changed(row, run));
        for (String id : page.deleted()) {
            if (page.replayed()) {
                sieve.deletedPerhapsBefore(id, run);
            } else {
                sieve.deleted(id, Optional.empty(), run);
            }
        }
        page.missing().forEach(id -> sieve.missing(id, run));
        incomplete |= page.incomplete();
        position = page.position().or(() -> position);
        return page.last();
    }

    /** From where the next reading goes on; empty: from where this one began. Rows that were held back are read once more. */
    Optional<String> position() {
        return sieve.heldBack() ? Optional.empty() : position;
    }

    /** Whether all rows must be compared, because changes may have been lost. Says so once. */
    boolean turnedIncomplete() {
        boolean turned = incomplete && !told;
        told |= turned;
        return turned;
    }
}
