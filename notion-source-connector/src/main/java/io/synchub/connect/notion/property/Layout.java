/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.property;

import com.fasterxml.jackson.core.JsonParser;
import io.synchub.connect.common.json.Texts;
import io.synchub.connect.common.schema.Field;
import io.synchub.connect.common.schema.Kind;
import io.synchub.connect.common.schema.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where in a row the cells of a table lie. Immutable. */
public final class Layout {
    /** A cell that the table has no field for. */
    static final int NONE = -1;

    private static final String CREATED = "created_time";
    private static final String EDITED = "last_edited_time";
    private static final String URL = "url";
    private static final String IN_TRASH = "in_trash";
    private static final String CONTENT = "content";
    private static final String CONTENT_TRUNCATED = "content_truncated";

    private final Table table;
    private final String[] ids;
    private final Map<String, Integer> byId = new HashMap<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final Map<String, Integer> system = new HashMap<>();

    /** @param table with the {@link #systemFields} among its fields */
    public Layout(Table table) {
        this.table = table;
        this.ids = new String[table.fields().size()];
        for (int i = 0; i < ids.length; i++) {
            Field field = table.fields().get(i);
            ids[i] = field.id();
            if (field.system()) {
                system.put(field.id(), i);
            } else {
                byId.put(field.id(), i);
                byName.put(field.name(), i);
            }
        }
    }

    /**
     * The fields that every table has.
     *
     * @param content whether the pages' text is read too
     */
    public static List<Field> systemFields(boolean content) {
        List<Field> fields = new ArrayList<>(List.of(
                Field.system(CREATED, Kind.INSTANT),
                Field.system(EDITED, Kind.INSTANT),
                Field.system(URL, Kind.TEXT),
                Field.system(IN_TRASH, Kind.BOOLEAN)));
        if (content) {
            fields.add(Field.system(CONTENT, Kind.TEXT));
            fields.add(Field.system(CONTENT_TRUNCATED, Kind.BOOLEAN));
        }
        return fields;
    }

    public Table table() {
        return table;
    }

    int created() {
        return system.getOrDefault(CREATED, NONE);
    }

    public int edited() {
        return system.getOrDefault(EDITED, NONE);
    }

    int url() {
        return system.getOrDefault(URL, NONE);
    }

    int inTrash() {
        return system.getOrDefault(IN_TRASH, NONE);
    }

    /** The cell of the page's text; negative when it is not read. */
    public int content() {
        return system.getOrDefault(CONTENT, NONE);
    }

    public int contentTruncated() {
        return system.getOrDefault(CONTENT_TRUNCATED, NONE);
    }

    /** The cell of a property; negative when the table does not have it. */
    public int property(String id) {
        return byId.getOrDefault(id, NONE);
    }

    /** The cell that a property of this name has unless it was renamed; negative when there is none. */
    int guess(String name) {
        return byName.getOrDefault(name, NONE);
    }

    /**
     * The cell of a property.
     *
     * @param parser at its id
     * @param guess from its name: spares a text for the id, which is nearly always the expected one
     */
    int property(JsonParser parser, int guess) throws IOException {
        if (guess != NONE && Texts.same(parser, ids[guess])) {
            return guess;
        }
        return property(parser.getText());
    }
}
