/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.synchub.connect.common.schema.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A JSON value as text: without spaces, keys in the order given, numbers as they were written.
 *
 * <p>What differs on each read is null in the text that is compared, such as links to files that expire.
 */
public final class JsonText {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    /**
     * Members that differ on each read.
     *
     * @param mark an object that has this member has them
     */
    public record Fleeting(String mark, Set<String> members) {}

    private final JsonParser parser;
    private final Fleeting fleeting;
    private final StringBuilder text = new StringBuilder(128);
    private final List<Range> unstable = new ArrayList<>(0);

    private JsonText(JsonParser parser, Fleeting fleeting) {
        this.parser = parser;
        this.fleeting = fleeting;
    }

    private record Range(int start, int end) {}

    /** @param parser at the first token of the value; afterwards at its last one */
    public static Json read(JsonParser parser, Fleeting fleeting) throws IOException {
        JsonText json = new JsonText(parser, fleeting);
        json.value(parser.currentToken());
        return json.result();
    }

    private Json result() {
        String whole = text.toString();
        if (unstable.isEmpty()) {
            return Json.of(whole);
        }
        unstable.sort(Comparator.comparingInt(Range::start));
        StringBuilder stable = new StringBuilder(whole.length());
        int from = 0;
        for (Range range : unstable) {
            if (range.start >= from) {
                stable.append(whole, from, range.start).append("null");
                from = range.end;
            }
        }
        return new Json(whole, stable.append(whole, from, whole.length()).toString());
    }

    private void value(JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> quoted(parser.getText());
            default -> text.append(parser.getText());
        }
    }

    private void array() throws IOException {
        text.append('[');
        String separator = "";
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            text.append(separator);
            separator = ",";
            value(token);
        }
        text.append(']');
    }

    private void object() throws IOException {
        text.append('{');
        boolean marked = false;
        List<Range> ranges = new ArrayList<>(0);
        String separator = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            text.append(separator);
            separator = ",";
            quoted(key);
            text.append(':');
            int start = text.length();
            value(parser.nextToken());
            marked |= key.equals(fleeting.mark());
            if (fleeting.members().contains(key)) {
                ranges.add(new Range(start, text.length()));
            }
        }
        if (marked) {
            unstable.addAll(ranges);
        }
        text.append('}');
    }

    private void quoted(String string) {
        text.append('"');
        int plain = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !lone(string, i)) {
                continue;
            }
            text.append(string, plain, i);
            plain = i + 1;
            escape(c);
        }
        text.append(string, plain, string.length()).append('"');
    }

    private void escape(char c) {
        text.append('\\');
        switch (c) {
            case '"', '\\' -> text.append(c);
            case '\n' -> text.append('n');
            case '\r' -> text.append('r');
            case '\t' -> text.append('t');
            default ->
                text.append('u')
                        .append(HEX[c >> 12])
                        .append(HEX[c >> 8 & 15])
                        .append(HEX[c >> 4 & 15])
                        .append(HEX[c & 15]);
        }
    }

    /** Half a surrogate pair has no UTF-8; inside JSON an escape keeps it. */
    private static boolean lone(String string, int i) {
        char c = string.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)));
    }
}
