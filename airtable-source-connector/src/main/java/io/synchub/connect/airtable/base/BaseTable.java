/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.base;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.synchub.connect.airtable.cell.CellForm;
import io.synchub.connect.airtable.cell.FieldType;
import io.synchub.connect.airtable.cell.Layout;
import io.synchub.connect.common.schema.Field;
import io.synchub.connect.common.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of a base as the API describes it. Immutable.
 *
 * @param primaryFieldId empty when it is not told
 * @param fields in the table's order
 */
public record BaseTable(
        String id, String name, String primaryFieldId, List<FieldDescription> fields, List<View> views) {
    public BaseTable {
        fields = List.copyOf(fields);
        views = List.copyOf(views);
    }

    /** By id, else by name. */
    public Optional<View> view(String idOrName) {
        return views.stream()
                .filter(view -> view.id().equals(idOrName))
                .findFirst()
                .or(() -> views.stream()
                        .filter(view -> view.name().equals(idOrName))
                        .findFirst());
    }

    /** The field that tells when any field of a record was last edited; not one that shows days only, since a day says too little. */
    public Optional<FieldDescription> lastModified() {
        return fields.stream()
                .filter(field -> field.isLastModifiedOfAll() && !field.isDay())
                .findFirst();
    }

    /**
     * Whether something that can be chosen was called otherwise before: rows that have it look different then, though none was
     * edited.
     */
    public boolean hasRenamedChoices(BaseTable before) {
        Map<String, String> names = new HashMap<>();
        before.fields.forEach(field -> names.putAll(field.choices()));
        return fields.stream()
                .flatMap(field -> field.choices().entrySet().stream())
                .anyMatch(choice ->
                        !names.getOrDefault(choice.getKey(), choice.getValue()).equals(choice.getValue()));
    }

    /** The table as it is read. The primary field is its first column after the time of creation. */
    public DescribedTable describe(Look look) {
        List<FieldDescription> kept = fields.stream()
                .filter(field ->
                        look.fields().isEmpty() || look.fields().stream().anyMatch(field::isCalled))
                .sorted(Comparator.comparing(field -> !field.id().equals(primaryFieldId)))
                .toList();
        List<Field> columns = new ArrayList<>();
        List<CellForm> forms = new ArrayList<>();
        columns.add(Layout.createdTime());
        forms.add(CellForm.of(FieldType.DATE_TIME.apiName(), MissingNode.getInstance()));
        for (FieldDescription field : kept) {
            CellForm form = field.form(look.stringCells());
            columns.add(field.column(form));
            forms.add(form);
        }
        Table table = new Table(id, name, columns, Shape.of(kept, look));
        return new DescribedTable(new Layout(table, forms), lastModified());
    }
}
