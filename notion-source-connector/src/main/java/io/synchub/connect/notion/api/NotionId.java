/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.api;

import java.util.Locale;
import java.util.regex.Pattern;

/** Notion's ids: UUIDs, which people copy with and without hyphens. */
public final class NotionId {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    private NotionId() {}

    /**
     * The id as the API writes it: lower case, with hyphens.
     *
     * @throws IllegalArgumentException when it is not an id
     */
    public static String of(String text) {
        String hex = text.strip().replace("-", "").toLowerCase(Locale.ROOT);
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException(shown(text.strip())
                    + " is not an id: Notion's ids are 32 hexadecimal digits, with or without hyphens");
        }
        return hex.substring(0, 8)
                + '-'
                + hex.substring(8, 12)
                + '-'
                + hex.substring(12, 16)
                + '-'
                + hex.substring(16, 20)
                + '-'
                + hex.substring(20);
    }

    /** A token that was put here by mistake is not shown. */
    private static String shown(String text) {
        return text.startsWith("ntn_") || text.startsWith("secret_") ? "A token" : "'" + text + "'";
    }
}
