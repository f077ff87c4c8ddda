/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import io.synchub.connect.common.poll.ChangePage;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.notion.property.PageReader;
import io.synchub.connect.notion.query.Query;
import io.synchub.connect.notion.query.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Reads what was edited since a minute, and in the five minutes before it: an edit shows up late, and a minute sees edits until
 * it is over.
 *
 * <p>First the newest, in one request, which is all for a table at rest. When they do not fit into one answer and end in rows that
 * are known, only the new ones are delivered and the position stays, until five minutes have passed: then, as at once when the
 * new ones fill the answer, the whole window is read, oldest first. The position moves only by a window that was read whole.
 */
final class NotionChanges implements TableReader.Changes {
    /** How long after an edit it may show up for the first time. */
    static final long SETTLE_MINUTES = 5;

    private final DataSourceQueries queries;
    private final ToLongFunction<Row> minuteOf;
    private final Predicate<Row> unchanged;
    private final long position;
    private final long from;
    private final LastReading lastReading;

    private Optional<TimeScan> scan = Optional.empty();
    private long began;
    private long overflowed = -1;

    /**
     * @param position a minute
     * @param minuteOf the minute of a row's last edit
     */
    NotionChanges(
            DataSourceQueries queries,
            ToLongFunction<Row> minuteOf,
            long position,
            Predicate<Row> unchanged,
            LastReading lastReading) {
        this.queries = queries;
        this.minuteOf = minuteOf;
        this.unchanged = unchanged;
        this.position = position;
        this.from = Math.max(0, position - SETTLE_MINUTES);
        this.began = position;
        this.lastReading = lastReading;
    }

    @Override
    public ChangePage next() {
        if (scan.isEmpty()) {
            Answer newest =
                    queries.ask(Query.by(Timestamp.EDITED, false).since(Timestamp.EDITED, from), Optional.empty());
            began = clock(newest);
            List<Row> rows = oldestFirst(newest.rows());
            if (newest.cursor().isEmpty() && !newest.capped()) {
                long settled = lastReading.complete(began, true);
                return new ChangePage(
                        rows,
                        newest.gone(),
                        List.of(),
                        false,
                        Positions.text(Math.max(position, settled)),
                        true,
                        false);
            }
            if (began - position <= SETTLE_MINUTES && endsInKnown(newest.rows())) {
                List<Row> changed = rows.stream().filter(unchanged.negate()).toList();
                return new ChangePage(changed, newest.gone(), List.of(), false, Optional.empty(), true, false);
            }
            scan = Optional.of(new TimeScan(queries, Timestamp.EDITED, minuteOf, from, Long.MAX_VALUE, began));
        }
        return ascending(scan.get());
    }

    private ChangePage ascending(TimeScan window) {
        TimeScan.Step step = window.next();
        Answer answer = step.answer();
        if (step.end() == TimeScan.End.MINUTE_OVERFLOW) {
            overflowed = window.minute();
            window.skipMinute();
        }
        boolean last = step.end() == TimeScan.End.COMPLETE;
        Optional<String> reached = last
                ? Positions.text(Math.max(position, reached(lastReading.complete(began, false))))
                : Optional.empty();
        return new ChangePage(answer.rows(), answer.gone(), List.of(), false, reached, last, overflowed >= 0);
    }

    /**
     * The engine compares all rows after an overflow. Once that minute has settled, the next window begins behind it, or it would
     * overflow for ever; before, edits may still come into it.
     */
    private long reached(long settled) {
        if (overflowed < 0) {
            return settled;
        }
        return began - overflowed > SETTLE_MINUTES ? Math.max(settled, overflowed + 1 + SETTLE_MINUTES) : overflowed;
    }

    /** Notion's clock; without it the newest edit, which some clock of Notion's has passed. */
    private long clock(Answer newest) {
        return newest.serverTime()
                .map(PageReader::minute)
                .orElseGet(
                        () -> newest.rows().stream().mapToLong(minuteOf).max().orElse(position));
    }

    /** Whether rows that are known follow, in earlier minutes, on all that are not. */
    private boolean endsInKnown(List<Row> newestFirst) {
        long minute = Long.MAX_VALUE;
        long oldestChange = Long.MAX_VALUE;
        for (Row row : newestFirst) {
            long next = minuteOf.applyAsLong(row);
            if (next > minute) {
                return false;
            }
            minute = next;
            if (!unchanged.test(row)) {
                oldestChange = next;
            }
        }
        return minute < oldestChange;
    }

    private static List<Row> oldestFirst(List<Row> rows) {
        List<Row> reversed = new ArrayList<>(rows);
        Collections.reverse(reversed);
        return reversed;
    }
}
