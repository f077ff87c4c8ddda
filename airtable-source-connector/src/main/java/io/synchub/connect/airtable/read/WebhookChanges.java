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
    private Signals.Place place;
    private Optional<Signals> signals = Optional.empty();

    WebhookChanges(SharedBase base, LogHead head, String table, RecordListing records, Signals.Place place) {
        this.base = base;
        this.head = head;
        this.table = table;
        this.records = records;
        this.place = place;
    }

    @Override
    public ChangePage next() {
        boolean more = signals.filter(known -> !known.isEmpty()).isPresent();
        if (!more) {
            signals = base.signals(head, place, table, IDS_AT_ONCE);
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
        place = part.place();
        boolean last = known.isEmpty() && place.cursor() >= head.cursor();
        List<String> gone = new ArrayList<>(part.destroyed());
        List<String> missing = new ArrayList<>();
        sort(part, rows, gone, missing);
        return new ChangePage(
                rows,
                gone,
                missing,
                known.isReplay(),
                Optional.of(Position.inLog(head.webhook(), place)),
                last,
                incomplete);
    }

    /**
     * A row that is not shown has left the view or the formula, or was deleted. Where there are neither, its delete will be told; that
     * it only is not to be seen yet, nobody can rule out.
     */
    private void sort(Signals.Part part, List<Row> rows, List<String> gone, List<String> missing) {
        Set<String> shown = rows.stream().map(Row::id).collect(Collectors.toSet());
        Set<String> perhaps = new HashSet<>(part.perhapsDestroyed());
        for (String id : part.touched()) {
            if (!shown.contains(id)) {
                boolean certain = records.isNarrowed() || perhaps.contains(id);
                (certain ? gone : missing).add(id);
            }
        }
    }
}
