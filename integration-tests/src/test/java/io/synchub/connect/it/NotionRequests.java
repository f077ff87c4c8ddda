/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import io.synchub.connect.localstack.http.ReceivedRequest;
import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.NotionFaults;
import io.synchub.connect.localstack.notion.NotionSimulator;
import java.util.function.Predicate;

/** What a source asked of the simulator, by what it asked for. */
final class NotionRequests {
    private NotionRequests() {}

    /** Queries for rows in the order of their creation: a snapshot's or a sweep's. */
    static Predicate<ReceivedRequest> passes(DataSource table) {
        return NotionFaults.queries(table)
                .and(request ->
                        request.bodyText().replace(" ", "").contains("\"sorts\":[{\"timestamp\":\"created_time\""));
    }

    /** Queries for rows in the order of their edits. */
    static Predicate<ReceivedRequest> changes(DataSource table) {
        return NotionFaults.queries(table).and(passes(table).negate());
    }

    /** Everything about a table itself. */
    static Predicate<ReceivedRequest> about(DataSource table) {
        return NotionFaults.path(table.id().toString());
    }

    /** Waits until so many more passes over a table have begun. The one before the last is complete then. */
    static void awaitPasses(NotionSimulator notion, DataSource table, int passes) {
        SourceRequests.awaitMore(
                notion, passes(table).and(NotionFaults.withCursor().negate()), passes);
    }
}
