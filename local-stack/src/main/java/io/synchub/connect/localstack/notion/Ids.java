/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Pattern;

/** Identifiers of Notion's forms. The same sequence in every simulator. Guarded by the workspace. */
final class Ids {
    private static final String PROPERTY_LETTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ<>@[]^_{}|~;:=?`\\";
    private static final String NEVER_ENCODED = "-_.!~*'()";
    /** The API refuses ids whose version or variant no UUID has. */
    private static final Pattern UUID_FORM = Pattern.compile(
            "([0-9a-fA-F]{8})-?([0-9a-fA-F]{4})-?([1-8][0-9a-fA-F]{3})-?([89abAB][0-9a-fA-F]{3})-?([0-9a-fA-F]{12})");

    private final SplittableRandom random = new SplittableRandom(20260311);

    UUID next() {
        long high = (random.nextLong() & 0xffffffffffff0fffL) | 0x8000;
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** Four characters, some of which must be encoded in addresses. */
    String nextProperty() {
        StringBuilder id = new StringBuilder(4);
        for (int i = 0; i < 4; i++) {
            id.append(PROPERTY_LETTERS.charAt(random.nextInt(PROPERTY_LETTERS.length())));
        }
        return id.toString();
    }

    /** With or without hyphens; null when it is no id. */
    static UUID parse(String text) {
        var parts = UUID_FORM.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        return UUID.fromString(
                String.join("-", parts.group(1), parts.group(2), parts.group(3), parts.group(4), parts.group(5)));
    }

    static String withoutHyphens(UUID id) {
        return id.toString().replace("-", "");
    }

    /** As browsers encode a part of an address. */
    static String encode(String raw) {
        StringBuilder encoded = new StringBuilder(raw.length());
        for (byte b : raw.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || NEVER_ENCODED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
