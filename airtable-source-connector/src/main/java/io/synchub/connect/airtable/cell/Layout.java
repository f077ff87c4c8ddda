/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.cell;

import io.synchub.connect.common.schema.Field;
import io.synchub.connect.common.schema.Kind;
import io.synchub.connect.common.schema.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where in a row the cells of a table lie, and how they are read. Immutable. */
public final class Layout {
    /** A cell that the table has no field for. */
    static final int NONE = -1;

    private static final Field CREATED_TIME = Field.system("created_time", Kind.INSTANT);

    private final Table table;
    private final CellReader[] readers;
    private final Object[] empty;
    private final Map<String, Integer> byId = new HashMap<>();
    private final int created;

    /**
     * @param table perhaps with {@link #createdTime} among its fields
     * @param forms for each field of the table, in the same order; {@link #createdTime}'s is not looked at
     */
    public Layout(Table table, List<CellForm> forms) {
        List<Field> fields = table.fields();
        if (forms.size() != fields.size()) {
            throw new IllegalArgumentException(forms.size() + " forms for " + fields.size() + " fields");
        }
        this.table = table;
        this.readers = new CellReader[fields.size()];
        this.empty = new Object[fields.size()];
        this.created = fields.indexOf(CREATED_TIME);
        for (int i = 0; i < readers.length; i++) {
            if (i == created) {
                continue;
            }
            byId.put(fields.get(i).id(), i);
            readers[i] = forms.get(i).reader();
            if (forms.get(i).kind().equals(Optional.of(Kind.BOOLEAN))) {
                // The API leaves out what is not checked.
                empty[i] = false;
            }
        }
    }

    /** The field that every table has. */
    public static Field createdTime() {
        return CREATED_TIME;
    }

    public Table table() {
        return table;
    }

    /** The cell of a field; negative when the table does not have it. */
    int cell(String fieldId) {
        return byId.getOrDefault(fieldId, NONE);
    }

    CellReader reader(int cell) {
        return readers[cell];
    }

    /** The cell of {@link #createdTime}; negative when it is no column. */
    int created() {
        return created;
    }

    /** The cells of a record of which the API shows none. */
    Object[] emptyCells() {
        return empty.clone();
    }
}
