/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.query;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.synchub.connect.notion.property.NotionPage;
import io.synchub.connect.notion.property.PageReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of an answer.
 *
 * @param pages without what is no page
 * @param cursor where the answer goes on
 * @param capped whether the API ends the query here although there is more
 */
public record QueryPage(List<NotionPage> pages, Optional<String> cursor, boolean capped) {
    /**
     * Reads a list of pages.
     *
     * @throws IOException also when the list does not say how it goes on: half a list is none
     */
    public static QueryPage read(JsonParser parser, PageReader reader) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new EOFException("The answer is not a JSON object");
        }
        List<NotionPage> pages = null;
        String cursor = null;
        Boolean more = null;
        boolean capped = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (key) {
                case "results" -> pages = pages(parser, reader);
                case "next_cursor" -> cursor = token == JsonToken.VALUE_STRING ? parser.getText() : null;
                case "has_more" -> more = token == JsonToken.VALUE_TRUE;
                case "request_status" -> capped = isIncomplete(parser);
                default -> parser.skipChildren();
            }
        }
        if (pages == null || more == null || (more && cursor == null)) {
            throw new IOException("A list of pages does not say how it goes on");
        }
        return new QueryPage(pages, more ? Optional.of(cursor) : Optional.empty(), capped);
    }

    private static List<NotionPage> pages(JsonParser parser, PageReader reader) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("The results are not an array");
        }
        List<NotionPage> pages = new ArrayList<>(100);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            reader.read(parser).ifPresent(pages::add);
        }
        return pages;
    }

    private static boolean isIncomplete(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        boolean incomplete = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            incomplete |= key.equals("incomplete_reason") && token == JsonToken.VALUE_STRING;
            incomplete |= key.equals("type") && parser.getText().equals("incomplete");
            parser.skipChildren();
        }
        return incomplete;
    }
}
