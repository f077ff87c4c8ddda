/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Keeps the two sides of links the same, and knows who links to a record. Under the world's monitor. */
final class Links {
    private final Collection<Table> tables;

    Links(Collection<Table> tables) {
        this.tables = tables;
    }

    /** The other side of a link that changed from these records to those. */
    void moved(FieldEntry entry, long number, List<Link> before, List<Link> after, User by) {
        Link self = new Link(entry.table, number);
        for (Link link : before) {
            if (!after.contains(link)) {
                change(entry.inverse(), link.number(), self, false, by);
            }
        }
        for (Link link : after) {
            if (!before.contains(link)) {
                change(entry.inverse(), link.number(), self, true, by);
            }
        }
    }

    /** Takes a record that is about to go out of all cells that link to it. */
    void forget(Table table, long number, User by) {
        for (FieldEntry entry : linksTo(table)) {
            for (long linking : linking(entry, number)) {
                change(entry, linking, new Link(table, number), false, by);
            }
        }
    }

    /** The link fields, of any table, that lead to a table. */
    List<FieldEntry> linksTo(Table table) {
        List<FieldEntry> found = new ArrayList<>();
        for (Table other : tables) {
            for (FieldEntry entry : other.fields()) {
                if (entry.linkedTable() == table) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    /** The records whose cell in the field has a link to the record of that number in the other table. */
    List<Long> linking(FieldEntry entry, long number) {
        if (entry.inverse() != null) {
            RecordState other = entry.linkedTable().rows().find(number);
            return other == null
                    ? List.of()
                    : Computed.links(entry.inverse(), other).stream()
                            .map(Link::number)
                            .toList();
        }
        List<Long> found = new ArrayList<>();
        for (RecordState state : entry.table.rows().all()) {
            for (Link link : Computed.links(entry, state)) {
                if (link.number() == number) {
                    found.add(state.number);
                }
            }
        }
        return found;
    }

    private static void change(FieldEntry entry, long number, Link link, boolean on, User by) {
        RecordState before = entry.table.rows().find(number);
        if (before == null) {
            return;
        }
        List<Link> links = new ArrayList<>(Computed.links(entry, before));
        if (on ? !links.contains(link) && links.add(link) : links.remove(link)) {
            Table table = entry.table;
            table.base().current().touch(table, number);
            List<Link> kept = links.isEmpty() ? null : List.copyOf(links);
            table.rows()
                    .put(before.edited(entry.slot, kept, by, table.base().world.now()));
        }
    }
}
