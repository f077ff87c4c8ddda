/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import io.synchub.connect.localstack.airtable.AirtableFaults;
import io.synchub.connect.localstack.airtable.AirtableSimulator;
import io.synchub.connect.localstack.airtable.Base;
import io.synchub.connect.localstack.airtable.Table;
import io.synchub.connect.localstack.http.ReceivedRequest;
import java.util.function.Predicate;

/** What a source asked of the simulator, by what it asked for. */
final class AirtableRequests {
    private AirtableRequests() {}

    /** Everything about a base and its tables. */
    static Predicate<ReceivedRequest> about(Base base) {
        return AirtableFaults.path(base.id());
    }

    /** Reads of the log of a base. */
    static Predicate<ReceivedRequest> payloads(Base base) {
        return about(base).and(AirtableFaults.payloads());
    }

    /** Lists of a table's records, whatever for. */
    static Predicate<ReceivedRequest> rows(Table table) {
        return AirtableFaults.listings(table);
    }

    /** Lists of records by their ids: after a change, or because a pass did not show them. */
    static Predicate<ReceivedRequest> byIds(Table table) {
        return rows(table).and(request -> request.bodyText().contains("RECORD_ID()"));
    }

    /** Lists of records that were edited or created since a time. */
    static Predicate<ReceivedRequest> sinceTime(Table table) {
        return rows(table).and(request -> request.bodyText().contains("CREATED_TIME()"));
    }

    /** Lists of all records: a snapshot's or a sweep's. Not the one record by which a configuration is checked. */
    static Predicate<ReceivedRequest> passes(Table table) {
        return rows(table)
                .and(byIds(table).negate())
                .and(sinceTime(table).negate())
                .and(request -> !request.bodyText().contains("\"maxRecords\""));
    }

    /** Waits until so many more passes over a table have begun. The one before the last is complete then. */
    static void awaitPasses(AirtableSimulator airtable, Table table, int passes) {
        SourceRequests.awaitMore(
                airtable, passes(table).and(AirtableFaults.withOffset().negate()), passes);
    }

    /** Waits until a source has looked for changes so many more times. */
    static void awaitPolls(AirtableSimulator airtable, Base base, int polls) {
        SourceRequests.awaitMore(airtable, payloads(base), polls);
    }
}
