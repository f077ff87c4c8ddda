/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A column that exists. Its id and slot never change, all else may. Guarded by the workspace. */
final class SchemaEntry {
    private static final List<String> COLORS =
            List.of("default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red");
    private static final List<String> GROUPS = List.of("To-do", "In progress", "Complete");

    final DataSource dataSource;
    final int slot;
    final String rawId;
    final String id;
    /** The groups of a status, by name. */
    final Map<String, UUID> groups;

    private final Ids ids;
    private final List<Option> options = new ArrayList<>();
    private Property property;
    private String name;
    /** The column on the other side of a relation, or null. */
    private SchemaEntry otherSide;

    private SchemaEntry rollupRelation;
    private SchemaEntry rollupTarget;

    SchemaEntry(DataSource dataSource, int slot, String rawId, Property property, Ids ids) {
        this.dataSource = dataSource;
        this.slot = slot;
        this.rawId = rawId;
        this.id = Ids.encode(rawId);
        this.ids = ids;
        this.groups = GROUPS.stream().collect(Collectors.toMap(group -> group, group -> ids.next()));
        become(property);
    }

    /** Another type, the same id: cells stay as they are and are read as the new type as far as that goes. */
    void become(Property other) {
        property = other;
        name = other.name();
        rollupRelation = null;
        rollupTarget = null;
        other.options().forEach(this::option);
    }

    void rename(String other) {
        name = other;
    }

    String name() {
        return name;
    }

    PropertyType type() {
        return property.type();
    }

    String typeName() {
        return property.typeName();
    }

    String description() {
        return property.description();
    }

    String detail() {
        return property.detail();
    }

    /** Where a relation leads. */
    DataSource target() {
        return property.target() == null ? dataSource : property.target();
    }

    /** The relation that a rollup follows; found by name once, so that renaming it breaks nothing. Null if there is none. */
    SchemaEntry rollupRelation() {
        if (rollupRelation == null) {
            rollupRelation = dataSource.find(property.rollup().relation());
        }
        return rollupRelation;
    }

    /** What a rollup reads on the other side; null if there is no such column. */
    SchemaEntry rollupTarget() {
        if (rollupTarget == null && rollupRelation() != null && rollupRelation().target() != null) {
            rollupTarget = rollupRelation().target().find(property.rollup().property());
        }
        return rollupTarget;
    }

    Function<Property.Row, Object> value() {
        return property.value();
    }

    JsonNode config() {
        return property.config();
    }

    List<Option> options() {
        return options;
    }

    SchemaEntry otherSide() {
        return otherSide;
    }

    void pairWith(SchemaEntry other) {
        otherSide = other;
        other.otherSide = this;
    }

    static List<String> groupNames() {
        return GROUPS;
    }

    /** The option of that name, which is added if there is none. */
    Option option(String optionName) {
        Option known = findOption(optionName);
        if (known == null) {
            known = new Option(ids.next().toString(), optionName, COLORS.get(options.size() % COLORS.size()));
            options.add(known);
        }
        return known;
    }

    Option findOption(String optionName) {
        return options.stream()
                .filter(option -> option.name().equals(optionName))
                .findFirst()
                .orElse(null);
    }
}
