/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.util.UUID;

/**
 * A run of text.
 *
 * @param kind {@code text}, {@code equation}, or what is mentioned: {@code user}, {@code page}, {@code date}
 * @param text what is read
 * @param link where a text leads; null if nowhere
 * @param bold how it looks, as an example of all annotations
 */
public record RichText(String kind, String text, String link, boolean bold, UUID mentioned, DateValue date) {
    public static RichText text(String text) {
        return new RichText("text", text, null, false, null, null);
    }

    public static RichText bold(String text) {
        return new RichText("text", text, null, true, null, null);
    }

    public static RichText link(String text, String url) {
        return new RichText("text", text, url, false, null, null);
    }

    public static RichText equation(String expression) {
        return new RichText("equation", expression, null, false, null, null);
    }

    public static RichText mention(User user) {
        return new RichText("user", "@" + user.name(), null, false, user.id(), null);
    }

    public static RichText mention(Page page, String title) {
        return new RichText("page", title, null, false, page.id(), null);
    }

    public static RichText mention(DateValue date) {
        return new RichText("date", date.start(), null, false, null, date);
    }
}
