/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.cell;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads a list of texts. Elements that are null or errors are left out; when one is of a form that its type does not have, the
 * whole list is JSON.
 *
 * @param element reads what is not taken as it is
 * @param texts whether texts are taken as they are
 * @param lookup whether the elements are other records' cells: lists among them are part of the list, and numbers and booleans
 *     are texts as they are written, since here the type only says what most cells are
 */
record TextList(CellReader element, boolean texts, boolean lookup) implements CellReader {
    /** Names or ids. */
    static final TextList OF_TEXTS = new TextList(Cells::text, true, false);

    static final TextList OF_PEOPLE = new TextList(Cells::person, false, false);

    /** @param element of the cells that are looked up, or of their lists */
    static TextList lookup(CellReader element) {
        return new TextList(element, true, true);
    }

    @Override
    public Object read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return Cells.other(parser);
        }
        List<String> found = new ArrayList<>(4);
        while (parser.nextToken() == JsonToken.VALUE_STRING && texts) {
            found.add(parser.getText());
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            Kept list = Kept.list(found, parser);
            found.clear();
            if (!collect(list.parser(), found)) {
                return Cells.json(list.parser());
            }
        }
        return Collections.unmodifiableList(found);
    }

    /**
     * Adds the texts of a list.
     *
     * @param parser at the list's start; afterwards at its end
     * @return false when an element is none
     */
    private boolean collect(JsonParser parser, List<String> found) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (lookup && token == JsonToken.START_ARRAY) {
                if (!collect(parser, found)) {
                    return false;
                }
                continue;
            }
            boolean written = lookup && token.isScalarValue() && token != JsonToken.VALUE_NULL;
            Object cell = written ? parser.getText() : element.read(parser);
            if (cell instanceof String text) {
                found.add(text);
            } else if (cell != null) {
                return false;
            }
        }
        return true;
    }
}
