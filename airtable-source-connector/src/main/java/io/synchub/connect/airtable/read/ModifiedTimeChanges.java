/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

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

    ModifiedTimeChanges(RecordListing records, String field, Instant since) {
        this.listing = records.where(Formulas.editedAfter(field, since.minus(LOOK_BACK)));
    }

    @Override
    public ChangePage next() {
        List<Row> rows = listing.next();
        Optional<String> reached =
                listing.hasEnded() ? listing.began().map(time -> Position.at(time.minus(LAG))) : Optional.empty();
        return new ChangePage(rows, List.of(), false, reached, listing.hasEnded(), false);
    }
}
