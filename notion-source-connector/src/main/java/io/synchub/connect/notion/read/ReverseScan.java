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
import java.util.Set;

/**
 * Reads a minute from its other end: the first 10,000 pages are known, and the last 10,000 are asked for in descending order.
 *
 * <p>That the two meet is proved, not supposed: pages of one minute have no order that the API promises. Where the descending
 * answer reaches a page that is known, it must go on through all known pages backwards; then the order was one and the same, and
 * nothing lies between. Else it fails.
 */
final class ReverseScan implements MinuteScan {
    private static final int DEAD_ENDS = 3;

    private final DataSourceQueries queries;
    private final long minute;
    private final List<String> known;

    private final List<String> shown = new ArrayList<>();
    private Optional<String> cursor = Optional.empty();
    private boolean capped;
    private int deadEnds;

    /** @param known the ids that were shown in ascending order */
    ReverseScan(DataSourceQueries queries, long minute, List<String> known) {
        this.queries = queries;
        this.minute = minute;
        this.known = known;
    }

    @Override
    public Part next() {
        Query query = Query.by(Timestamp.CREATED, false)
                .and(Conditions.since(Timestamp.CREATED, minute))
                .and(Conditions.before(Timestamp.CREATED, minute + 1));
        while (true) {
            try {
                return take(queries.ask(query, cursor));
            } catch (ApiFailure e) {
                if (!e.code().equals(NotionFailures.DEAD_CURSOR) || cursor.isEmpty()) {
                    throw e;
                }
                if (++deadEnds > DEAD_ENDS) {
                    throw MinuteScan.stuck(e);
                }
                shown.clear();
                cursor = Optional.empty();
                capped = false;
            }
        }
    }

    private Part take(Answer answer) {
        for (Row row : answer.rows()) {
            shown.add(row.id());
        }
        capped |= answer.capped();
        cursor = answer.cursor();
        if (cursor.isPresent()) {
            return new Part(answer, false);
        }
        if ((capped || shown.size() >= TimeScan.CAP) && !meets()) {
            throw ApiFailure.unanswered(
                    Scope.STREAM,
                    "minute_overflow",
                    "More pages were created in the minute " + Conditions.text(minute)
                            + " than Notion's API can list. Add a property of the type ID to the data source: with it they can be told"
                            + " apart",
                    null);
        }
        return new Part(answer, true);
    }

    private boolean meets() {
        int meeting = known.isEmpty() ? -1 : shown.indexOf(known.get(known.size() - 1));
        int common = shown.size() - meeting;
        if (meeting < 0 || common > known.size()) {
            return false;
        }
        // Before the meeting point only what is new: the same order twice shows known pages first.
        if (shown.subList(0, meeting).stream().anyMatch(Set.copyOf(known)::contains)) {
            return false;
        }
        for (int i = 0; i < common; i++) {
            if (!shown.get(meeting + i).equals(known.get(known.size() - 1 - i))) {
                return false;
            }
        }
        return true;
    }
}
