/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.ledger.IdCodec;
import io.synchub.connect.common.ledger.Ledger;
import io.synchub.connect.common.ledger.RowId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pass over all rows: shows them to the sieve, and decides about the known ids that it did not show. Rows are decided range
 * by range of the order keys, so that a restart goes on at the last range.
 *
 * <p>Belongs to the thread that runs the stream's step. After a failure the next step reads on where this pass was.
 */
final class PassReading {
    private static final Logger LOG = LoggerFactory.getLogger(PassReading.class);
    /** After so many pages the range behind is decided; finding its missing ids costs a walk through the whole ledger. */
    private static final int PAGES_IN_A_RANGE = 50;

    private static final long BEYOND_ALL_KEYS = Long.MAX_VALUE;

    private final String stream;
    private final TableReader reader;
    private final IdCodec ids;
    private final Ledger ledger;
    private final RowSieve sieve;
    private final Run run;
    private final boolean decides;

    private TableReader.Pass pages;
    private boolean interrupted;
    private long decidedBelow;
    private long shownBelow;
    private boolean shownAll;
    private int pagesInRange;
    /** Rows to be confirmed: those that were not shown, and those that were shown otherwise than by changes. */
    private final Deque<RowId> asked = new ArrayDeque<>();

    /**
     * @param from where to go on
     * @param decides whether ids that are not shown are looked for
     */
    PassReading(
            String stream,
            TableReader reader,
            IdCodec ids,
            Ledger ledger,
            RowSieve sieve,
            Run run,
            long from,
            boolean decides) {
        this.stream = stream;
        this.reader = reader;
        this.ids = ids;
        this.ledger = ledger;
        this.sieve = sieve;
        this.run = run;
        this.decides = decides;
        this.decidedBelow = from;
        this.shownBelow = from;
        ledger.beginMarking();
        sieve.beginPass();
    }

    Run run() {
        return run;
    }

    /** Every row below this key has been read, and decided where it was missing. */
    long decidedBelow() {
        return decidedBelow;
    }

    /** The API failed: the next page comes from a new request, after another look at the table, which may have been mended. */
    void interrupted() {
        pages = null;
        interrupted = true;
    }

    /**
     * Reads a page, or decides about some missing ids.
     *
     * @return whether the pass is complete
     */
    boolean advance() {
        if (asked.isEmpty()) {
            readPage();
        } else {
            confirmSome();
        }
        if (asked.isEmpty() && pagesInRange == 0) {
            decidedBelow = shownBelow;
        }
        return shownAll && asked.isEmpty();
    }

    private void readPage() {
        if (interrupted) {
            reader.describe();
            interrupted = false;
        }
        if (pages == null) {
            pages = reader.pass(shownBelow);
        }
        PassPage page = pages.next();
        for (Row row : page.rows()) {
            show(row);
        }
        shownAll = page.last();
        shownBelow = page.last() ? BEYOND_ALL_KEYS : Math.max(shownBelow, page.shownBelow());
        pagesInRange++;
        if (!decides) {
            pagesInRange = 0;
        } else if (page.last() || pagesInRange == PAGES_IN_A_RANGE) {
            pagesInRange = 0;
            if (shownBelow > decidedBelow) {
                asked.addAll(ledger.unmarked(decidedBelow, shownBelow, Integer.MAX_VALUE));
            }
        }
    }

    /** A pass may show what was there when it began, though changes have shown since then what became of it. */
    private void show(Row row) {
        if (sieve.isDoubtful(row)) {
            RowId id = ids.encode(row.id());
            ledger.mark(id);
            asked.add(id);
        } else {
            sieve.shown(row, run);
        }
    }

    /** Nothing is believed until the table itself has been read again: losing access must not look like deletes. */
    private void confirmSome() {
        List<String> some =
                asked.stream().limit(reader.confirmedAtOnce()).map(ids::decode).toList();
        Map<String, Fate> fates = reader.confirm(some);
        reader.describe();
        for (String id : some) {
            asked.remove();
            if (fates.containsKey(id)) {
                decide(id, fates.get(id));
            }
        }
    }

    private void decide(String id, Fate fate) {
        if (fate.outcome() == Fate.Outcome.PRESENT) {
            sieve.shown(fate.row().orElseThrow(), run);
        } else {
            LOG.debug("Stream {}: row {} is {}", stream, id, fate.outcome());
            sieve.deleted(id, fate.row(), run);
        }
    }
}
