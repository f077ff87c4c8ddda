/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The value that a page has in a column, given or computed. Under the workspace's monitor. */
final class Computed {
    private final Workspace workspace;

    Computed(Workspace workspace) {
        this.workspace = workspace;
    }

    /** A cell of another page, as an item of a rollup. */
    record Item(SchemaEntry entry, PageState page) {}

    /** What is kept, what the page itself knows, or what a formula or rollup gives; null for nothing. */
    Object value(SchemaEntry entry, PageState page) {
        Object kept = page.cell(entry.slot);
        return switch (entry.type()) {
            case FORMULA -> kept == null ? entry.value().apply(row(page)) : kept;
            case ROLLUP -> kept == null ? rollup(entry, page) : kept;
            case CREATED_TIME -> DateValue.of(Times.text(page.createdMinute));
            case LAST_EDITED_TIME -> DateValue.of(Times.text(page.editedMinute));
            case CREATED_BY -> new Object[] {page.createdBy};
            case LAST_EDITED_BY -> new Object[] {page.editedBy};
            case UNIQUE_ID -> page.number;
            default -> kept;
        };
    }

    private Property.Row row(PageState page) {
        return property -> value(page.dataSource.require(property), page);
    }

    private Object rollup(SchemaEntry entry, PageState page) {
        SchemaEntry relation = entry.rollupRelation();
        if (relation == null || !(page.cell(relation.slot) instanceof UUID[] ids)) {
            return entry.detail().equals("show_original") ? List.of() : Integer.valueOf(0);
        }
        List<Item> items = items(entry.rollupTarget(), ids);
        return switch (entry.detail()) {
            case "count" -> items.size();
            case "sum" ->
                items.stream()
                        .map(item -> CellValues.number(value(item.entry(), item.page())))
                        .mapToDouble(number -> number == null ? 0 : number.doubleValue())
                        .sum();
            case "show_original" -> items;
            default -> null;
        };
    }

    private List<Item> items(SchemaEntry target, UUID[] ids) {
        List<Item> items = new ArrayList<>();
        for (UUID id : ids) {
            PageState related = workspace.pages.get(id);
            if (target != null && related != null && related.dataSource == target.dataSource) {
                items.add(new Item(target, related));
            }
        }
        return items;
    }

    /** The type that a formula's or rollup's result has; JSON tells its own. */
    static String resultType(Object value) {
        if (value instanceof JsonNode given) {
            return given.path("type").asText();
        }
        if (value instanceof Number) {
            return "number";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        return value instanceof DateValue ? "date" : "string";
    }
}
