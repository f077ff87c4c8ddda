/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.notion.api.NotionFailures;
import io.synchub.connect.notion.query.Conditions;
import io.synchub.connect.notion.query.Query;
import io.synchub.connect.notion.query.Timestamp;
import java.util.Optional;

/** Reads a minute in the order of the pages' numbers; where a query ends, the next begins above the last number. */
final class UniqueIdScan implements MinuteScan {
    private static final int DEAD_ENDS = 3;

    private final DataSourceQueries queries;
    private final long minute;
    private final String property;
    private final int cell;

    private long queryAbove = Long.MIN_VALUE;
    private long last = Long.MIN_VALUE;
    private Optional<String> cursor = Optional.empty();
    private long rowsOfQuery;
    private boolean capped;
    private int deadEnds;

    /**
     * @param property the name of the property that numbers the pages
     * @param cell its place in a row
     */
    UniqueIdScan(DataSourceQueries queries, long minute, String property, int cell) {
        this.queries = queries;
        this.minute = minute;
        this.property = property;
        this.cell = cell;
    }

    @Override
    public Part next() {
        while (true) {
            try {
                return take(queries.ask(query(), cursor));
            } catch (ApiFailure e) {
                if (!e.code().equals(NotionFailures.DEAD_CURSOR) || cursor.isEmpty()) {
                    throw e;
                }
                if (++deadEnds > DEAD_ENDS) {
                    throw MinuteScan.stuck(e);
                }
                begin();
            }
        }
    }

    private Query query() {
        Query all = Query.byProperty(property)
                .and(Conditions.since(Timestamp.CREATED, minute))
                .and(Conditions.before(Timestamp.CREATED, minute + 1));
        return queryAbove == Long.MIN_VALUE ? all : all.and(Conditions.numberedAbove(property, queryAbove));
    }

    private Part take(Answer answer) {
        long before = last;
        for (Row row : answer.rows()) {
            long number = number(row);
            if (number < last) {
                throw failure("unsorted", "Notion did not sort pages by their unique ID");
            }
            last = number;
        }
        if (last > before) {
            deadEnds = 0;
        }
        rowsOfQuery += answer.rows().size() + answer.gone().size();
        capped |= answer.capped();
        cursor = answer.cursor();
        if (cursor.isPresent()) {
            return new Part(answer, false);
        }
        if (!capped && rowsOfQuery < TimeScan.CAP) {
            return new Part(answer, true);
        }
        if (last == queryAbove) {
            throw failure("minute_overflow", "Notion gives no more pages of the minute " + Conditions.text(minute));
        }
        begin();
        return new Part(answer, false);
    }

    private void begin() {
        queryAbove = last;
        cursor = Optional.empty();
        rowsOfQuery = 0;
        capped = false;
    }

    private long number(Row row) {
        Object text = row.cell(cell);
        if (text instanceof String id) {
            try {
                return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
            } catch (NumberFormatException e) {
                throw failure("unsorted", "A page's unique ID does not end in a number");
            }
        }
        throw failure("unsorted", "A page has no unique ID");
    }

    private static ApiFailure failure(String code, String message) {
        return ApiFailure.unanswered(
                Scope.STREAM,
                code,
                message + ": more than " + TimeScan.CAP + " pages of one minute can not be told apart",
                null);
    }
}
