/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import io.synchub.connect.airtable.SimulatedBase;
import io.synchub.connect.airtable.base.Look;
import io.synchub.connect.airtable.config.ChangeDetection;
import io.synchub.connect.common.poll.ChangePage;
import io.synchub.connect.common.poll.PassPage;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.localstack.airtable.Table;
import java.util.ArrayList;
import java.util.List;

/** Reads tables as the polling engine does. */
final class TableReading {
    private static final int MOST_PAGES = 1_000;

    private TableReading() {}

    static SharedBase shared(SimulatedBase simulated, ChangeDetection wanted) {
        return new SharedBase(simulated.api(), wanted, simulated.clock());
    }

    static AirtableTableReader reader(SharedBase base, Table table) {
        return reader(base, table, Look.ALL, 100);
    }

    /** Described already. */
    static AirtableTableReader reader(SharedBase base, Table table, Look look, int pageSize) {
        AirtableTableReader reader = new AirtableTableReader(base, table.id(), described -> look, pageSize);
        reader.describe();
        return reader;
    }

    /** A slot of the schedule. */
    static List<ChangePage> slot(TableReader reader, String position) {
        reader.glance();
        return changes(reader, position);
    }

    static List<ChangePage> changes(TableReader reader, String position) {
        TableReader.Changes changes = reader.changes(position, row -> false);
        List<ChangePage> pages = new ArrayList<>();
        do {
            pages.add(changes.next());
        } while (!last(pages).last() && pages.size() < MOST_PAGES);
        return pages;
    }

    static List<String> pass(TableReader reader) {
        TableReader.Pass pass = reader.pass(0);
        List<String> ids = new ArrayList<>();
        PassPage page;
        do {
            page = pass.next();
            page.rows().forEach(row -> ids.add(row.id()));
        } while (!page.last());
        return ids;
    }

    static List<String> shown(List<ChangePage> pages) {
        return pages.stream().flatMap(page -> page.rows().stream()).map(Row::id).toList();
    }

    static List<String> deleted(List<ChangePage> pages) {
        return pages.stream().flatMap(page -> page.deleted().stream()).toList();
    }

    static boolean incomplete(List<ChangePage> pages) {
        return pages.stream().anyMatch(ChangePage::incomplete);
    }

    static String position(List<ChangePage> pages) {
        return last(pages).position().orElseThrow();
    }

    static ChangePage last(List<ChangePage> pages) {
        return pages.get(pages.size() - 1);
    }
}
