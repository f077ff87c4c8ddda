/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

/** An API's own words in our messages. */
public final class SaidByApi {
    private static final int LONGEST = 200;

    private SaidByApi() {}

    /** The text without what it quotes, which may be of a user's data, on one line, and cut when it is long. */
    public static String clean(String said) {
        String text = said.replaceAll("(?s)`[^`]*`|\"[^\"]*\"|'[^']*'|“[^”]*”", "…")
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
