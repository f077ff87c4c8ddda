/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.base;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.airtable.cell.CellForm;
import io.synchub.connect.airtable.cell.FieldType;
import io.synchub.connect.common.schema.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A field as the API describes it.
 *
 * @param id never changes
 * @param type Airtable's, perhaps one that is not known
 * @param options what the type has of them; missing where it has none. Nobody changes them.
 */
public record FieldDescription(String id, String name, String type, JsonNode options) {
    boolean is(FieldType known) {
        return type.equals(known.apiName());
    }

    /** Whether people mean this field by that text: its id or its name. */
    boolean isCalled(String idOrName) {
        return id.equals(idOrName) || name.equals(idOrName);
    }

    CellForm form(boolean stringCells) {
        return stringCells ? CellForm.shown(type, options) : CellForm.of(type, options);
    }

    Field column(CellForm form) {
        Optional<Field> typed = form.kind().map(kind -> Field.of(id, name, kind));
        return typed.orElseGet(() -> Field.byValue(id, name));
    }

    /** Whether it shows when any field of a record that is not computed was last edited. */
    boolean isLastModifiedOfAll() {
        JsonNode watched = options.path("referencedFieldIds");
        return is(FieldType.LAST_MODIFIED_TIME)
                && options.path("isValid").asBoolean()
                && watched.isArray()
                && watched.isEmpty();
    }

    /** Whether it shows a day only. */
    boolean isDay() {
        return options.path("result").path("type").asText().equals(FieldType.DATE.apiName());
    }

    /** The names of what can be chosen in it, or in the field that it looks up, by id. */
    Map<String, String> choices() {
        Map<String, String> names = new HashMap<>();
        for (JsonNode level = options;
                !level.isMissingNode();
                level = level.path("result").path("options")) {
            level.path("choices")
                    .forEach(choice -> names.put(
                            choice.path("id").asText(), choice.path("name").asText()));
        }
        return names;
    }
}
