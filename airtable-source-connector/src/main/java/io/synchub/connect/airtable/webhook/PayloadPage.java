/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer with payloads, of which only ids are kept: cells in payloads have another form than in lists of records, so rows are
 * read again.
 *
 * @param payloads not numbered yet
 * @param cursor the number right after the last of them
 * @param more whether there may be more already
 */
record PayloadPage(List<Payload> payloads, long cursor, boolean more) {
    /** @param parser before the first token */
    static PayloadPage read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("The answer is not a JSON object");
        }
        List<Payload> payloads = new ArrayList<>();
        long cursor = -1;
        boolean more = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            if (key.equals("payloads") && token == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    payloads.add(payload(parser));
                }
            } else if (key.equals("cursor") && token.isNumeric()) {
                cursor = parser.getLongValue();
            } else if (key.equals("mightHaveMore")) {
                more = token == JsonToken.VALUE_TRUE;
            } else {
                parser.skipChildren();
            }
        }
        if (cursor < 0) {
            throw new IOException("The answer has no cursor");
        }
        return new PayloadPage(payloads, cursor, more);
    }

    private static Payload payload(JsonParser parser) throws IOException {
        Map<String, TableSignals> tables = new HashMap<>();
        boolean schema = false;
        boolean error = false;
        String code = "unknown";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (key) {
                case "error" -> error = token == JsonToken.VALUE_TRUE;
                case "code" -> code = parser.getText();
                case "changedTablesById" -> schema |= changedTables(parser, tables);
                case "createdTablesById" -> {
                    for (String table : keys(parser)) {
                        tables.merge(table, new TableSignals(List.of(), List.of(), true, true), TableSignals::with);
                        schema = true;
                    }
                }
                case "destroyedTableIds" -> schema |= !texts(parser).isEmpty();
                default -> parser.skipChildren();
            }
        }
        return new Payload(0, tables, schema, error ? Optional.of(code) : Optional.empty(), false);
    }

    /** @return whether some description changed */
    private static boolean changedTables(JsonParser parser, Map<String, TableSignals> tables) throws IOException {
        boolean schema = false;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return false;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String table = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                schema |= changedTable(table, parser, tables);
            }
        }
        return schema;
    }

    private static boolean changedTable(String table, JsonParser parser, Map<String, TableSignals> tables)
            throws IOException {
        List<String> touched = new ArrayList<>();
        List<String> destroyed = new ArrayList<>();
        boolean fields = false;
        boolean metadata = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "createdRecordsById", "changedRecordsById" -> touched.addAll(keys(parser));
                case "destroyedRecordIds" -> destroyed.addAll(texts(parser));
                case "createdFieldsById", "changedFieldsById" ->
                    fields |= !keys(parser).isEmpty();
                case "destroyedFieldIds" -> fields |= !texts(parser).isEmpty();
                case "changedMetadata" -> {
                    metadata = true;
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }
        if (fields || !touched.isEmpty() || !destroyed.isEmpty()) {
            tables.merge(table, new TableSignals(touched, destroyed, fields, false), TableSignals::with);
        }
        return fields || metadata;
    }

    /** The keys of an object, its values passed over. */
    private static List<String> keys(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            keys.add(parser.currentName());
            parser.nextToken();
            parser.skipChildren();
        }
        return keys;
    }

    private static List<String> texts(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                texts.add(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return texts;
    }
}
