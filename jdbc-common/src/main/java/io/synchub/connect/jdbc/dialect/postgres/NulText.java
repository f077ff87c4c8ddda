/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.jdbc.write.ValueOptions.NulPolicy;
import org.apache.kafka.connect.errors.DataException;

/**
 * The character 0x00 in texts, which PostgreSQL can not store, by the user's policy. A text without it costs one search and
 * is handed back as it is.
 */
enum NulText {
    /** A text as it stands. */
    PLAIN("\\u0000"),
    /** The literal of an array, in which a backslash must be doubled. */
    ARRAY_LITERAL("\\\\u0000"),
    /** JSON for a column that stores what it means: {@code jsonb} refuses the escape for 0x00 too. */
    JSON("\\\\u0000") {
        @Override
        String clean(String text, NulPolicy policy) {
            String raw = super.clean(text, policy);
            return raw.contains(ESCAPE) ? withoutEscapes(raw, policy) : raw;
        }
    };

    private static final String ESCAPE = "\\u0000";

    private final String replacement;

    NulText(String replacement) {
        this.replacement = replacement;
    }

    /**
     * The text without 0x00.
     *
     * @throws DataException when the policy is to refuse it
     */
    String clean(String text, NulPolicy policy) {
        return text.indexOf(0) < 0 ? text : text.replace("\0", replacement(policy));
    }

    private String replacement(NulPolicy policy) {
        return switch (policy) {
            case FAIL ->
                throw new DataException(
                        "the text holds the character 0x00, which PostgreSQL can not store (SQLState 22021)."
                                + " Set text.nul to strip or escape if it may be changed");
            case STRIP -> "";
            case ESCAPE -> replacement;
        };
    }

    /** Replaces escapes, but not the six characters behind a backslash that is itself escaped. */
    String withoutEscapes(String json, NulPolicy policy) {
        StringBuilder text = new StringBuilder(json.length());
        int from = 0;
        for (int at = json.indexOf('\\'); at >= 0; at = json.indexOf('\\', from)) {
            text.append(json, from, at);
            if (json.startsWith(ESCAPE, at)) {
                text.append(replacement(policy));
                from = at + ESCAPE.length();
            } else {
                // Two characters make an escape: the second is no beginning of another.
                from = Math.min(at + 2, json.length());
                text.append(json, at, from);
            }
        }
        return text.append(json, from, json.length()).toString();
    }
}
