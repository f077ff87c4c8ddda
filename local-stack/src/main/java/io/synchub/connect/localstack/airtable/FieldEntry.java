/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import io.synchub.connect.localstack.airtable.Field.FormulaSource;
import io.synchub.connect.localstack.airtable.Field.LinkSource;
import io.synchub.connect.localstack.airtable.Field.ModifiedSource;
import io.synchub.connect.localstack.airtable.Field.ThroughLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A field of a table. Fields that it refers to were named once and are known by identity from then on. Guarded by the world. */
final class FieldEntry {
    final Table table;
    final String id;
    /** Where its cells are. */
    final int slot;

    final List<Choice> choices = new ArrayList<>();
    private Field spec;
    private String name;
    private boolean deleted;
    /** The field of the other side of a link. */
    private FieldEntry inverse;
    /** The link that a lookup, rollup or count goes through. */
    private FieldEntry link;
    /** What a lookup or rollup reads in the other table. */
    private FieldEntry target;
    /** The fields that a formula refers to, or that a last modified time watches: none for all. */
    private List<FieldEntry> references = List.of();
    /** The fields of the table when this one got its type, by their names at that time. */
    private Map<String, FieldEntry> names = Map.of();

    FieldEntry(Table table, String id, int slot, Field spec) {
        this.table = table;
        this.id = id;
        this.slot = slot;
        become(spec);
        this.name = spec.name();
    }

    /** Takes another type; the name stays. */
    void become(Field other) {
        spec = other;
        link = null;
        target = null;
        inverse = null;
        choices.clear();
        other.choices().forEach(this::choice);
        if (other.source() instanceof ThroughLink through) {
            link = table.require(through.link());
            target = through.field() == null ? null : linkedTable(link).require(through.field());
        }
        references = named(other.source()).stream().map(table::require).toList();
        names = table.names();
    }

    private static List<String> named(Field.Source source) {
        if (source instanceof ModifiedSource modified) {
            return modified.fields();
        }
        return source instanceof FormulaSource formula ? formula.references() : List.of();
    }

    private static Table linkedTable(FieldEntry link) {
        if (!(link.spec.source() instanceof LinkSource source)) {
            throw new IllegalArgumentException(link.name + " is no link");
        }
        return source.target();
    }

    /** The table that a link leads to; null for other fields. */
    Table linkedTable() {
        return spec.source() instanceof LinkSource source ? source.target() : null;
    }

    /** The option of that name, which is made if there is none. */
    Choice choice(String wanted) {
        for (Choice choice : choices) {
            if (choice.name().equals(wanted)) {
                return choice;
            }
        }
        Choice made = new Choice(table.base().world.ids.next("sel"), wanted, choices.size());
        choices.add(made);
        return made;
    }

    /** Whether a computed field has all that it refers to. */
    boolean isValid() {
        boolean linkExists = link == null || (!link.deleted && link.linkedTable() != null);
        boolean targetExists = target == null || !target.deleted;
        boolean computable = type() != FieldType.FORMULA || spec.result() != null;
        return linkExists && targetExists && computable && references.stream().noneMatch(FieldEntry::isDeleted);
    }

    void pairWith(FieldEntry other) {
        inverse = other;
        other.inverse = this;
    }

    void rename(String other) {
        name = other;
    }

    void delete() {
        deleted = true;
        if (inverse != null) {
            inverse.inverse = null;
        }
    }

    boolean isCalled(String nameOrId) {
        return name.equals(nameOrId) || id.equals(nameOrId);
    }

    Field spec() {
        return spec;
    }

    FieldType type() {
        return spec.type();
    }

    String name() {
        return name;
    }

    boolean isDeleted() {
        return deleted;
    }

    FieldEntry inverse() {
        return inverse;
    }

    FieldEntry link() {
        return link;
    }

    FieldEntry target() {
        return target;
    }

    List<FieldEntry> references() {
        return references;
    }

    Map<String, FieldEntry> names() {
        return names;
    }
}
