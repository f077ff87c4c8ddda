/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.notion.api.NotionFailures;
import io.synchub.connect.notion.query.Conditions;
import io.synchub.connect.notion.query.Query;
import io.synchub.connect.notion.query.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Reads every row whose time is in a given minute or later, oldest first, however often the API ends the query: after 10,000
 * rows, or because a cursor died, it asks anew from the last minute seen, and rows of that minute are shown again.
 *
 * <p>What it can not get past is more than 10,000 rows in one minute; then it says so ({@link End#MINUTE_OVERFLOW}) and can be sent
 * on behind that minute.
 */
final class TimeScan {
    /** The most rows that the API gives for one query. */
    static final int CAP = 10_000;

    private static final int DEAD_ENDS = 3;

    private final DataSourceQueries queries;
    private final Timestamp time;
    private final ToLongFunction<Row> minuteOf;
    private final long until;
    private final long movingFrom;

    private long queryFrom;
    private Optional<String> cursor = Optional.empty();
    private long rowsOfQuery;
    private boolean capped;
    private long newest;
    private long shownBelow;
    private boolean ordered = true;
    private int deadEnds;
    private final List<String> idsOfFirstMinute = new ArrayList<>();

    /** How a page ends. */
    enum End {
        /** More can be read. */
        MORE,
        /** That was all. */
        COMPLETE,
        /** The minute {@link #minute} has more rows than the API gives. */
        MINUTE_OVERFLOW
    }

    /**
     * A page.
     *
     * @param shownBelow all rows before this minute have been shown
     */
    record Step(Answer answer, long shownBelow, End end) {}

    /**
     * @param until the first minute that does not belong to it; {@link Long#MAX_VALUE} for none
     * @param movingFrom rows of this minute and later may have been moved there by an edit while the scan reads, so that their
     *     place in the answer says nothing
     */
    TimeScan(
            DataSourceQueries queries,
            Timestamp time,
            ToLongFunction<Row> minuteOf,
            long fromMinute,
            long until,
            long movingFrom) {
        this.queries = queries;
        this.time = time;
        this.minuteOf = minuteOf;
        this.until = until;
        this.movingFrom = movingFrom;
        this.shownBelow = fromMinute;
        begin(fromMinute);
    }

    /** The minute that did not fit. */
    long minute() {
        return queryFrom;
    }

    /** The ids of {@link #minute} that were shown, in their order. */
    List<String> idsOfMinute() {
        return List.copyOf(idsOfFirstMinute);
    }

    /** Goes on behind the minute that did not fit. */
    void skipMinute() {
        shownBelow = queryFrom + 1;
        begin(queryFrom + 1);
    }

    Step next() {
        while (true) {
            try {
                return take(queries.ask(query(), cursor));
            } catch (ApiFailure e) {
                if (!e.code().equals(NotionFailures.DEAD_CURSOR) || cursor.isEmpty()) {
                    throw e;
                }
                if (++deadEnds > DEAD_ENDS) {
                    throw ApiFailure.unanswered(
                            Scope.PASSING,
                            NotionFailures.DEAD_CURSOR,
                            "Notion's cursors die before the query gets past one minute; it is tried again later",
                            e);
                }
                begin(ordered ? newest : queryFrom);
            }
        }
    }

    private Query query() {
        Query from = Query.by(time, true).since(time, queryFrom);
        return until == Long.MAX_VALUE ? from : from.and(Conditions.before(time, until));
    }

    private Step take(Answer answer) {
        long before = newest;
        for (Row row : answer.rows()) {
            long minute = minuteOf.applyAsLong(row);
            if (minute >= movingFrom) {
                continue;
            }
            // An order that is not kept promises nothing about what is still to come.
            ordered &= minute >= newest;
            newest = Math.max(newest, minute);
            if (minute == queryFrom) {
                idsOfFirstMinute.add(row.id());
            }
        }
        if (newest > before) {
            deadEnds = 0;
        }
        if (newest > queryFrom) {
            idsOfFirstMinute.clear();
        }
        if (ordered) {
            shownBelow = Math.max(shownBelow, newest);
        }
        rowsOfQuery += answer.rows().size() + answer.gone().size();
        capped |= answer.capped();
        cursor = answer.cursor();
        return new Step(answer, shownBelow, end());
    }

    private End end() {
        if (cursor.isPresent()) {
            return End.MORE;
        }
        // The full number without a word that there is more: asked once more rather than believed.
        if (!capped && rowsOfQuery < CAP) {
            return End.COMPLETE;
        }
        if (!ordered) {
            throw ApiFailure.unanswered(
                    Scope.STREAM,
                    "unsorted",
                    "Notion ends a query after " + CAP + " pages and did not sort them by " + time.key()
                            + ": the rest can not be asked for",
                    null);
        }
        if (newest > queryFrom) {
            begin(newest);
            return End.MORE;
        }
        return End.MINUTE_OVERFLOW;
    }

    private void begin(long minute) {
        queryFrom = minute;
        newest = minute;
        cursor = Optional.empty();
        rowsOfQuery = 0;
        capped = false;
        idsOfFirstMinute.clear();
    }
}
