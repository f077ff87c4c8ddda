/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import io.synchub.connect.airtable.api.AirtableFailures;
import io.synchub.connect.airtable.base.FieldDescription;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.poll.ChangePage;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.poll.TableReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records that were edited or created since a time of Airtable's clock, by a field that tells the last edit of all others. */
final class ModifiedTimeChanges implements TableReader.Changes {
    /** How long an edit may take to show up. */
    static final Duration LAG = Duration.ofSeconds(10);
    /** How far times may be rounded. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(2);

    private final Listing listing;
    private final String field;
    private final boolean ownFormula;

    ModifiedTimeChanges(RecordListing records, FieldDescription field, Instant since) {
        this.listing = records.where(Formulas.editedAfter(field.name(), since.minus(LOOK_BACK)));
        this.field = field.id();
        this.ownFormula = !records.hasFormula();
    }

    @Override
    public ChangePage next() {
        List<Row> rows = rows();
        Optional<String> reached =
                listing.hasEnded() ? listing.began().map(time -> Position.at(time.minus(LAG))) : Optional.empty();
        return new ChangePage(rows, List.of(), List.of(), false, reached, listing.hasEnded(), false);
    }

    /** Fields are called by name in formulas, and a name may have changed a moment ago. */
    private List<Row> rows() {
        try {
            return listing.next();
        } catch (ApiFailure e) {
            if (e.code().equals(AirtableFailures.BAD_FORMULA) && ownFormula) {
                throw ApiFailure.unanswered(
                        Scope.PASSING, e.code(), "The field " + field + " was renamed or deleted a moment ago", e);
            }
            throw e;
        }
    }
}
