/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import io.synchub.connect.airtable.base.BaseTable;
import io.synchub.connect.airtable.base.BaseTables;
import io.synchub.connect.common.config.Validation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks what a configuration says of tables, views and fields against the base's description. Asks nothing of the API. */
final class TablesCheck {
    private final AirtableConfig config;
    private final Validation validation;
    private final BaseTables base;

    TablesCheck(AirtableConfig config, Validation validation, BaseTables base) {
        this.config = config;
        this.validation = validation;
        this.base = base;
    }

    /** The tables to follow; empty when some cannot be told, of which the errors hang on their key. */
    Optional<List<BaseTable>> followed() {
        if (config.allTables()) {
            return Optional.of(base.tables());
        }
        Set<BaseTable> followed = new HashSet<>();
        List<BaseTable> inOrder = new ArrayList<>();
        boolean all = true;
        for (String name : config.tables()) {
            Optional<BaseTable> table = find(AirtableConfig.TABLES, name);
            table.filter(followed::add).ifPresent(inOrder::add);
            all &= table.isPresent();
        }
        return all ? Optional.of(inOrder) : Optional.empty();
    }

    void check(List<BaseTable> followed) {
        checkKeys(AirtableConfig.VIEW, config.tablesWithView(), followed);
        checkKeys(AirtableConfig.FORMULA, config.tablesWithFormula(), followed);
        followed.forEach(this::checkView);
        checkFields(followed);
        if (config.changeDetection() == ChangeDetection.MODIFIED_TIME) {
            checkModifiedTime(followed);
        }
    }

    private Optional<BaseTable> find(String key, String idOrName) {
        List<BaseTable> found = base.byId(idOrName).map(List::of).orElseGet(() -> base.tables().stream()
                .filter(table -> table.name().equals(idOrName))
                .toList());
        if (found.size() == 1) {
            return Optional.of(found.get(0));
        }
        validation.error(
                key,
                found.isEmpty()
                        ? "the base has no table " + idOrName + ". It has: " + Listed.tables(base.tables())
                        : "the base has several tables " + idOrName + ": name the id of the one that is meant, of "
                                + Listed.tables(found));
        return Optional.empty();
    }

    /** Each entry of an object must be for one of the followed tables, and for another one than the others. */
    private void checkKeys(String key, Set<String> names, List<BaseTable> followed) {
        Set<BaseTable> seen = new HashSet<>();
        for (String name : names) {
            Optional<BaseTable> table = find(key, name);
            if (table.isPresent() && !followed.contains(table.get())) {
                validation.error(
                        key,
                        "it is for the table " + name + ", which is not followed: take that away, or add the table to "
                                + AirtableConfig.TABLES);
            } else if (table.isPresent() && !seen.add(table.get())) {
                validation.error(key, "the table " + name + " is in it by its name and by its id: take one away");
            }
        }
    }

    private void checkView(BaseTable table) {
        String view = config.view(table.id(), table.name());
        if (!view.isEmpty() && table.view(view).isEmpty()) {
            validation.error(
                    AirtableConfig.VIEW,
                    "the table " + Listed.tables(List.of(table)) + " has no view " + view + ". It has: "
                            + Listed.views(table.views())
                            + (config.tablesWithView().isEmpty()
                                    ? ". For a view of some tables only, give a JSON object with the view of each"
                                    : "")
                            + config.views().doubt());
        }
    }

    private void checkFields(List<BaseTable> followed) {
        List<String> fields = config.fields();
        List<String> missing = BaseTables.missingFields(fields, followed);
        if (!missing.isEmpty()) {
            validation.error(
                    AirtableConfig.FIELDS,
                    "none of the followed tables has the field " + String.join(", nor ", missing)
                            + ": take it away, or correct it");
        }
        List<BaseTable> without = followed.stream()
                .filter(table -> !fields.isEmpty()
                        && BaseTables.missingFields(fields, List.of(table)).size() == fields.size())
                .toList();
        if (!without.isEmpty()) {
            validation.error(
                    AirtableConfig.FIELDS,
                    "these tables have none of the fields: " + Listed.tables(without)
                            + ". Add one of theirs, or follow them by another connector");
        }
    }

    private void checkModifiedTime(List<BaseTable> followed) {
        List<BaseTable> without = followed.stream()
                .filter(table -> table.lastModified().isEmpty())
                .toList();
        if (!without.isEmpty()) {
            validation.error(
                    AirtableConfig.CHANGE_DETECTION,
                    "these tables have no field of the type last modified time over all editable fields: "
                            + Listed.tables(without) + ". Add one to each in Airtable, or choose auto, which reads such"
                            + " tables as a whole");
        }
    }
}
