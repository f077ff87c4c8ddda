/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An id with its name before it, for people: {@code Tasks (0f3e…)}. */
public final class NamedId {
    private static final Pattern NAMED = Pattern.compile(".*\\(([^()]*)\\)\\s*", Pattern.DOTALL);

    private NamedId() {}

    /** What {@link #id} reads. Lists are cut at commas, so that a name must not have one. */
    public static String of(String name, String id) {
        return name.replace(',', ' ') + " (" + id + ")";
    }

    /** The id; of a text without a name, all of it. */
    public static String id(String text) {
        Matcher named = NAMED.matcher(text);
        return (named.matches() ? named.group(1) : text).strip();
    }
}
