/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.cell;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.synchub.connect.common.poll.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of a listing.
 *
 * @param offset where the listing goes on; empty on its last page
 */
public record RecordPage(List<Row> rows, Optional<String> offset) {
    private static final int PAGE_SIZE = 100;

    /**
     * Reads a page.
     *
     * @param parser before the first token
     * @throws IOException also when the answer is no page, or ends early
     */
    public static RecordPage read(JsonParser parser, RecordReader reader) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("The answer is not a JSON object");
        }
        List<Row> rows = null;
        String offset = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (key) {
                case "records" -> rows = rows(parser, reader);
                case "offset" -> offset = offset(parser, token);
                default -> parser.skipChildren();
            }
        }
        if (rows == null) {
            throw new IOException("The answer has no records");
        }
        return new RecordPage(rows, Optional.ofNullable(offset));
    }

    private static List<Row> rows(JsonParser parser, RecordReader reader) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("The records are not an array");
        }
        List<Row> rows = new ArrayList<>(PAGE_SIZE);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            rows.add(reader.read(parser));
        }
        return rows;
    }

    private static String offset(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> parser.getText();
            // To take it for the end would lose the rest.
            default -> throw new IOException("The offset is not a text");
        };
    }
}
