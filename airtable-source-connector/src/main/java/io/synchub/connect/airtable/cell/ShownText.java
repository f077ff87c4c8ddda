/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.cell;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.regex.Pattern;

/** Attachments as Airtable shows them to people: {@code name (https://…),name2 (https://…)}. */
final class ShownText {
    /** A link ends at a bracket before the next name or the end: names of files, and old links, may have brackets too. */
    private static final Pattern LINK = Pattern.compile(" \\(https?://\\S*?\\)(?=\\s*,|\\s*\\z)");

    private ShownText() {}

    /** The names without the links, which live for two hours and are others on each read. */
    static Object attachments(JsonParser parser) throws IOException {
        Object cell = Cells.text(parser);
        return cell instanceof String text ? LINK.matcher(text).replaceAll("") : cell;
    }
}
