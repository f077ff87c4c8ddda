/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import io.synchub.connect.airtable.api.AirtableFailures;
import io.synchub.connect.airtable.cell.RecordPage;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.http.ApiResponse;
import io.synchub.connect.common.poll.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The answers to one question, one after the other. The server's iterator may die at any time: then the listing begins again, and
 * rows are shown again. Not for many threads.
 */
final class Listing {
    private static final int MOST_DEATHS = 5;

    private final RecordListing records;
    private final String formula;
    private int size;
    private Optional<String> offset = Optional.empty();
    private Optional<Instant> began = Optional.empty();
    private boolean ended;
    private int deaths;

    Listing(RecordListing records, String formula) {
        this.records = records;
        this.formula = formula;
        this.size = records.pageSize().get();
    }

    /** The next rows, perhaps with some of earlier answers. */
    List<Row> next() {
        while (true) {
            try {
                ApiResponse<RecordPage> answer = records.page(formula, size, offset);
                if (began.isEmpty()) {
                    began = answer.serverTime();
                }
                offset = answer.body().offset();
                ended = offset.isEmpty();
                records.pageSize().calm();
                return answer.body().rows();
            } catch (ApiFailure e) {
                if (e.code().equals(AirtableFailures.DEAD_ITERATOR)) {
                    bury(e);
                } else if (!e.code().equals(AirtableFailures.TOO_LARGE)
                        || !records.pageSize().halve(size)) {
                    throw e;
                }
                // An offset belongs to one size.
                offset = Optional.empty();
                size = records.pageSize().get();
            }
        }
    }

    /** Whether the last answer was the last of all. */
    boolean hasEnded() {
        return ended;
    }

    /** When the first answer was given, by Airtable's clock. */
    Optional<Instant> began() {
        return began;
    }

    void forEachRemaining(Consumer<List<Row>> each) {
        while (!ended) {
            each.accept(next());
        }
    }

    private void bury(ApiFailure e) {
        deaths++;
        if (deaths > MOST_DEATHS) {
            throw ApiFailure.unanswered(
                    Scope.PASSING, e.code(), e.getMessage() + ", for the " + deaths + "th time in one listing", e);
        }
    }
}
