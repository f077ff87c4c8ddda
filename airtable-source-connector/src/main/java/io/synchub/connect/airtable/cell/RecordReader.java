/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.cell;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.synchub.connect.common.poll.Row;
import java.io.IOException;

/**
 * Reads records, their fields by id, from JSON straight into cells, in one go over the tokens. Stateless.
 *
 * <p>Keys may come in any order; those that are not known, and fields that the table does not have, are passed over.
 */
public final class RecordReader {
    private final Layout layout;

    public RecordReader(Layout layout) {
        this.layout = layout;
    }

    /**
     * Reads a record.
     *
     * @param parser at the record's first token; afterwards at its last one
     * @throws IOException also when it has no id or no fields: a part of a record is none
     */
    public Row read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("A record is not a JSON object");
        }
        Object[] cells = layout.emptyCells();
        String id = null;
        boolean fields = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (key) {
                case "id" -> id = token == JsonToken.VALUE_STRING ? parser.getText() : null;
                case "createdTime" -> {
                    if (layout.created() != Layout.NONE) {
                        cells[layout.created()] = Cells.instant(parser);
                    }
                }
                case "fields" -> {
                    if (token == JsonToken.START_OBJECT) {
                        fields = true;
                        fields(parser, cells);
                    }
                }
                default -> {}
            }
            // Does nothing for what was read to its end.
            parser.skipChildren();
        }
        if (id == null) {
            throw new IOException("A record has no id");
        }
        if (!fields) {
            throw new IOException("A record has no fields");
        }
        return new Row(id, 0, layout.table(), cells, false);
    }

    private void fields(JsonParser parser, Object[] cells) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int cell = layout.cell(parser.currentName());
            parser.nextToken();
            if (cell == Layout.NONE) {
                parser.skipChildren();
            } else {
                cells[cell] = layout.reader(cell).read(parser);
            }
        }
    }
}
