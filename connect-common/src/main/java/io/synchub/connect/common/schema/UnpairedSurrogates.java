/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

/** Text with half of a surrogate pair has no UTF-8 form: a serializer would put question marks there, silently. */
final class UnpairedSurrogates {
    private static final char REPLACEMENT = '\uFFFD';

    private UnpairedSurrogates() {}

    /** The text with U+FFFD for each unpaired surrogate; the same object when there is none. */
    static String replaced(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (isPair(text, i)) {
                    i++;
                } else {
                    return replacedFrom(text, i);
                }
            }
        }
        return text;
    }

    private static String replacedFrom(String text, int first) {
        StringBuilder replaced = new StringBuilder(text);
        for (int i = first; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (isPair(text, i)) {
                    i++;
                } else {
                    replaced.setCharAt(i, REPLACEMENT);
                }
            }
        }
        return replaced.toString();
    }

    private static boolean isPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }
}
