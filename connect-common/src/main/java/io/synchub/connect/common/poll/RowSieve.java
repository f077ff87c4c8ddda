/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.config.DeleteMode;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.ledger.Entry;
import io.synchub.connect.common.ledger.IdCodec;
import io.synchub.connect.common.ledger.Ledger;
import io.synchub.connect.common.ledger.RowId;
import io.synchub.connect.common.ledger.SegmentLog;
import io.synchub.connect.common.metrics.StreamCounters;
import io.synchub.connect.common.schema.RowFingerprint;
import io.synchub.connect.common.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds back what the ledger knows, and gathers the rest for the next batch of a stream. The ledger itself does not change here:
 * it changes with the batch. Belongs to the thread that runs the stream's step.
 */
final class RowSieve {
    private static final Logger LOG = LoggerFactory.getLogger(RowSieve.class);
    private static final long GRAVE = 0;
    private static final long STALE = 1;
    private static final int CUT_FORMS = 50_000;
    /** A page more must still fit into a write. */
    private static final int FULL = 800;

    private final String stream;
    private final TableReader reader;
    private final IdCodec ids;
    private final Ledger ledger;
    private final StreamSettings settings;
    private final StreamCounters counters;

    private final List<Outgoing> outgoing = new ArrayList<>();
    /** What the next write says of rows. Those of rows that could not be sent wait here for a batch that takes them along. */
    private final Map<RowId, Entry> entries = new LinkedHashMap<>();
    /** Rows with cut lists: how their cut form looked when they were last compared as a whole, once nothing could hide behind it. */
    private final Map<RowId, Long> cutForms = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RowId, Long> eldest) {
            return size() > CUT_FORMS;
        }
    };

    /** What changes have shown since the running pass began. */
    private final Set<RowId> touched = new HashSet<>();

    private boolean inPass;
    private RowFingerprint fingerprint;
    private Table fingerprinted;
    private boolean waiting;

    RowSieve(
            String stream,
            TableReader reader,
            IdCodec ids,
            Ledger ledger,
            StreamSettings settings,
            StreamCounters counters) {
        this.stream = stream;
        this.reader = reader;
        this.ids = ids;
        this.ledger = ledger;
        this.settings = settings;
        this.counters = counters;
    }

    /** A row that a pass shows. */
    void shown(Row row, Run run) {
        ledger.mark(ids.encode(row.id()));
        compare(row, run, true);
    }

    /** A row that may have changed. */
    void changed(Row row, Run run) {
        RowId id = ids.encode(row.id());
        ledger.mark(id);
        touch(id, run);
        compare(row, run, false);
    }

    /** Whether a row is known and would not be sent. Asks the API nothing. */
    boolean isUnchanged(Row row) {
        RowId id = ids.encode(row.id());
        long form = fingerprintOf(row);
        return row.cut() ? known(id) > STALE && isSameCutForm(id, form) : known(id) == form;
    }

    /** What changes show from now on, a pass may have seen before. */
    void beginPass() {
        touched.clear();
        inPass = true;
    }

    void endPass() {
        touched.clear();
        inPass = false;
    }

    /** Whether a pass shows a row otherwise than changes have shown it since the pass began. */
    boolean isDoubtful(Row row) {
        return !touched.isEmpty() && touched.contains(ids.encode(row.id())) && !isUnchanged(row);
    }

    private void touch(RowId id, Run run) {
        if (inPass && run.kind() == Run.Kind.CHANGES) {
            touched.add(id);
        }
    }

    private void compare(Row row, Run run, boolean complete) {
        counters.read();
        run.countRead();
        RowId id = ids.encode(row.id());
        long known = known(id);
        long form = fingerprintOf(row);
        if (row.cut() && !complete && known > STALE && isSameCutForm(id, form)) {
            counters.unchanged();
            return;
        }
        try {
            Row whole = row.cut() ? reader.complete(row) : row;
            long found = row.cut() ? fingerprintOf(whole) : form;
            if (found == known) {
                counters.unchanged();
                keepCutForm(row, id, form);
            } else if (reader.enriches() && !reader.settled(row)) {
                waiting = true;
            } else {
                send(whole, id, found, operation(run, known), run);
                keepCutForm(row, id, form);
            }
        } catch (ApiFailure e) {
            if (e.scope() != ApiFailure.Scope.ROW) {
                throw e;
            }
            counters.failed();
            LOG.error(
                    "Stream {}: row {} cannot be read and is tried again at the next slot: {}",
                    stream,
                    row.id(),
                    e.getMessage());
            if (known != STALE) {
                entries.put(id, new Entry(id, STALE, row.orderKey()));
            }
        }
    }

    private void send(Row row, RowId id, long found, Outgoing.Operation operation, Run run) {
        outgoing.add(new Outgoing(operation, row.id(), Optional.of(reader.enrich(row)), run));
        entries.put(id, new Entry(id, found, row.orderKey()));
        counters.sent();
        run.countSent();
    }

    /**
     * A row that is gone, as a task before may have known, whose state was lost with what it sent last. A delete counts here even if the
     * ledger does not know the row.
     */
    void deletedPerhapsBefore(String id, Run run) {
        RowId key = ids.encode(id);
        if (!isKnown(key) && settings.deleteMode() != DeleteMode.NONE) {
            touch(key, run);
            // It is told once: what is told next may be the same again.
            entries.put(key, new Entry(key, GRAVE, orderKey(key)));
            outgoing.add(new Outgoing(Outgoing.Operation.DELETE, id, Optional.empty(), run));
            counters.deleted();
            run.countDeleted();
        } else {
            deleted(id, Optional.empty(), run);
        }
    }

    /** A row of which it is certain that it is gone; counts only if it is in the ledger. */
    void deleted(String id, Optional<Row> last, Run run) {
        RowId key = ids.encode(id);
        touch(key, run);
        if (known(key) != GRAVE) {
            entries.put(key, new Entry(key, GRAVE, orderKey(key)));
            cutForms.remove(key);
            if (settings.deleteMode() == DeleteMode.NONE) {
                return;
            }
            outgoing.add(new Outgoing(Outgoing.Operation.DELETE, id, last, run));
            counters.deleted();
            run.countDeleted();
        }
    }

    /** A row that changed and could not be seen: the next slot looks again, whatever became of it. */
    void missing(String id, Run run) {
        RowId key = ids.encode(id);
        touch(key, run);
        if (known(key) != STALE) {
            entries.put(key, new Entry(key, STALE, orderKey(key)));
        }
    }

    /** Whether a row was held back since {@link #beginReading} because more edits may hide behind its edit time. */
    boolean heldBack() {
        return waiting;
    }

    List<Outgoing> outgoing() {
        return outgoing;
    }

    /** Whether the next write should be made before more is read. */
    boolean isFull() {
        return outgoing.size() >= FULL || entries.size() >= FULL;
    }

    /** What the ledger gets to know with the next write: at least of all outgoing rows, and of others as much as fits. */
    List<Entry> entries() {
        if (entries.size() <= SegmentLog.MAX_ENTRIES) {
            return List.copyOf(entries.values());
        }
        Set<RowId> first = new LinkedHashSet<>();
        outgoing.forEach(row -> first.add(ids.encode(row.id())));
        first.addAll(entries.keySet());
        return first.stream().limit(SegmentLog.MAX_ENTRIES).map(entries::get).toList();
    }

    int waitingEntries() {
        return entries.size();
    }

    /** What was gathered is in a batch now, with these entries. */
    void taken(List<Entry> written) {
        outgoing.clear();
        written.forEach(entry -> entries.remove(entry.id()));
    }

    /** Rows that must be sent again, whether a write has told the ledger of it or not. */
    List<RowId> stale() {
        Set<RowId> stale = new LinkedHashSet<>(ledger.stale());
        for (Entry entry : entries.values()) {
            if (entry.fingerprint() == STALE) {
                stale.add(entry.id());
            } else {
                stale.remove(entry.id());
            }
        }
        return List.copyOf(stale);
    }

    void beginReading() {
        waiting = false;
    }

    private Outgoing.Operation operation(Run run, long known) {
        if (run.kind() == Run.Kind.SNAPSHOT) {
            return Outgoing.Operation.SNAPSHOT;
        }
        // A row that could never be read is stale without ever having been sent; calling that an update harms nobody.
        return known == GRAVE ? Outgoing.Operation.CREATE : Outgoing.Operation.UPDATE;
    }

    private boolean isKnown(RowId id) {
        return entries.containsKey(id) || ledger.knows(id);
    }

    private long known(RowId id) {
        Entry pending = entries.get(id);
        return pending == null ? ledger.fingerprint(id) : pending.fingerprint();
    }

    private long orderKey(RowId id) {
        Entry pending = entries.get(id);
        return pending == null ? ledger.orderKey(id) : pending.orderKey();
    }

    private boolean isSameCutForm(RowId id, long form) {
        Long last = cutForms.get(id);
        return last != null && last == form;
    }

    private void keepCutForm(Row row, RowId id, long form) {
        if (row.cut() && reader.settled(row)) {
            cutForms.put(id, form);
        }
    }

    private long fingerprintOf(Row row) {
        if (fingerprinted != row.table()) {
            fingerprinted = row.table();
            fingerprint = new RowFingerprint(fingerprinted, settings.fieldNaming());
        }
        long found = fingerprint.of(row);
        return found <= STALE ? STALE + 1 : found;
    }
}
