/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import io.synchub.connect.common.poll.PassPage;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.poll.TableReader;
import java.util.List;

/** All records of a table. They have no order from which a pass could go on: it begins again after a restart. */
final class ListingPass implements TableReader.Pass {
    private final Listing listing;

    ListingPass(Listing listing) {
        this.listing = listing;
    }

    @Override
    public PassPage next() {
        List<Row> rows = listing.next();
        return new PassPage(rows, 0, listing.hasEnded());
    }
}
