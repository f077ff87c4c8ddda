/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.ledger.IdCodec;
import io.synchub.connect.common.ledger.RowId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tries rows again that could not be read. Belongs to the thread that runs the stream's step. */
final class StaleRows {
    /** So many are tried at a slot; the next slot goes on with the others. */
    private static final int AT_A_SLOT = 100;

    private final TableReader reader;
    private final IdCodec ids;
    private final RowSieve sieve;
    private int next;

    StaleRows(TableReader reader, IdCodec ids, RowSieve sieve) {
        this.reader = reader;
        this.ids = ids;
        this.sieve = sieve;
    }

    /** As in a pass, a row is lost only if the table itself can be read afterwards. */
    void retry(Run run) {
        List<RowId> stale = sieve.stale();
        Map<String, Fate> lost = new LinkedHashMap<>();
        int count = Math.min(AT_A_SLOT, stale.size());
        for (int done = 0; done < count; ) {
            List<String> some = new ArrayList<>();
            for (; done < count && some.size() < reader.confirmedAtOnce(); done++) {
                some.add(ids.decode(stale.get(next++ % stale.size())));
            }
            reader.confirm(some).forEach((id, fate) -> {
                if (fate.outcome() == Fate.Outcome.PRESENT) {
                    sieve.changed(fate.row().orElseThrow(), run);
                } else {
                    lost.put(id, fate);
                }
            });
        }
        next = stale.isEmpty() ? 0 : next % stale.size();
        if (!lost.isEmpty()) {
            reader.describe();
            lost.forEach((id, fate) -> sieve.deleted(id, fate.row(), run));
        }
    }
}
