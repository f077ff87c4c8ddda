/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Texts that are nearly always the same from row to row, such as ids and types of properties: compared before they are made. */
public final class Texts {
    private Texts() {}

    /**
     * The parser's text.
     *
     * @param expected what it probably is, or null
     * @return {@code expected} itself when it is equal
     */
    public static String read(JsonParser parser, String expected) throws IOException {
        return same(parser, expected) ? expected : parser.getText();
    }

    public static boolean same(JsonParser parser, String expected) throws IOException {
        if (expected == null || parser.getTextLength() != expected.length()) {
            return false;
        }
        char[] text = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        for (int i = 0; i < expected.length(); i++) {
            if (text[offset + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
