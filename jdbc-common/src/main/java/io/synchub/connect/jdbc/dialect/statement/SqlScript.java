/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import java.util.ArrayList;
import java.util.List;

/** A text of several statements, for drivers that take one at a time. */
public final class SqlScript {
    private static final String SEPARATOR = ";\n";

    private SqlScript() {}

    /** The statements as one text, ready to paste. */
    public static String join(List<String> statements) {
        return String.join(SEPARATOR, statements);
    }

    /** Splits at the semicolons that stand outside of quoted names and texts. */
    public static List<String> split(String script) {
        List<String> statements = new ArrayList<>();
        char quote = 0;
        int from = 0;
        for (int at = 0; at < script.length(); at++) {
            char next = script.charAt(at);
            if (quote != 0) {
                // A doubled quote ends the name and begins it anew, which comes to the same.
                quote = next == quote ? 0 : quote;
            } else if (next == '"' || next == '\'') {
                quote = next;
            } else if (next == ';') {
                statements.add(script.substring(from, at).trim());
                from = at + 1;
            }
        }
        statements.add(script.substring(from).trim());
        statements.removeIf(String::isEmpty);
        return statements;
    }
}
