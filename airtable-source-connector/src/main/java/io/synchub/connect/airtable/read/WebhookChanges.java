/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import io.synchub.connect.airtable.webhook.LogHead;
import io.synchub.connect.airtable.webhook.Signals;
import io.synchub.connect.common.poll.ChangePage;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.poll.TableReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the webhook's log tells of a table, from a place in it to its head: the rows that it names are read again, many at once.
 */
final class WebhookChanges implements TableReader.Changes {
    /** The more are known at once, the more often is a row read once for several edits. */
    private static final int IDS_AT_ONCE = 1_000;

    private final SharedBase base;
    private final LogHead head;
    private final String table;
    private final RecordListing records;
    private long cursor;
    private Optional<Signals> signals = Optional.empty();

    WebhookChanges(SharedBase base, LogHead head, String table, RecordListing records, long cursor) {
        this.base = base;
        this.head = head;
        this.table = table;
        this.records = records;
        this.cursor = cursor;
    }

    @Override
    public ChangePage next() {
        boolean more = signals.filter(known -> !known.isEmpty()).isPresent();
        if (!more) {
            signals = base.signals(head, cursor, table, IDS_AT_ONCE);
            if (signals.isEmpty()) {
                // Another webhook, or none: the next reading sees that its position belongs to nothing.
                return new ChangePage(List.of(), List.of(), List.of(), false, Optional.empty(), true, false);
            }
        }
        return page(signals.get(), !more && signals.get().isIncomplete());
    }

    private ChangePage page(Signals known, boolean incomplete) {
        Signals.Part part = known.take(records.pageSize().get());
        List<Row> rows = part.touched().isEmpty() ? List.of() : records.byIds(part.touched());
        cursor = part.cursor();
        boolean last = known.isEmpty() && cursor >= head.cursor();
        List<String> gone = new ArrayList<>(part.destroyed());
        List<String> missing = new ArrayList<>();
        sort(part, rows, known.isReplay(), gone, missing);
        return new ChangePage(
                rows,
                gone,
                missing,
                known.isReplay(),
                Optional.of(Position.inLog(head.webhook(), cursor)),
                last,
                incomplete);
    }

    /**
     * A row that is not shown has left the view or the formula, or was deleted. Where there are neither, its delete will be told; that
     * it only is not to be seen yet, nobody can rule out. Where it is told again, it may have been there in between.
     */
    private void sort(Signals.Part part, List<Row> rows, boolean replay, List<String> gone, List<String> missing) {
        Set<String> shown = rows.stream().map(Row::id).collect(Collectors.toSet());
        Set<String> perhaps = new HashSet<>(part.perhapsDestroyed());
        for (String id : part.touched()) {
            if (!shown.contains(id)) {
                boolean certain = records.isNarrowed() || perhaps.contains(id);
                if (certain) {
                    gone.add(id);
                }
                if (!certain || replay) {
                    missing.add(id);
                }
            }
        }
    }
}
