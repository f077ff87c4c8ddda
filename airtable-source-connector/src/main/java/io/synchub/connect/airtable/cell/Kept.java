/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.cell;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.List;

/** The tokens of a value that has to be read twice, because what it is shows only at its end. */
final class Kept {
    private final TokenBuffer tokens;

    private Kept(TokenBuffer tokens) {
        this.tokens = tokens;
    }

    /** @param parser at the first token of the value; afterwards at its last one */
    static Kept of(JsonParser parser) throws IOException {
        TokenBuffer tokens = new TokenBuffer(parser);
        tokens.copyCurrentStructure(parser);
        return new Kept(tokens);
    }

    /**
     * A list of which some elements are read already.
     *
     * @param parser at the element after those; afterwards at the list's end
     */
    static Kept list(List<String> read, JsonParser parser) throws IOException {
        TokenBuffer tokens = new TokenBuffer(parser);
        tokens.writeStartArray();
        for (String text : read) {
            tokens.writeString(text);
        }
        while (!parser.currentToken().isStructEnd()) {
            tokens.copyCurrentStructure(parser);
            parser.nextToken();
        }
        tokens.writeEndArray();
        return new Kept(tokens);
    }

    /** A parser at the first token. */
    JsonParser parser() throws IOException {
        JsonParser parser = tokens.asParser();
        parser.nextToken();
        return parser;
    }
}
