/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

import java.util.Set;

/** Turns the names that people give to tables and columns into names that topics, Avro and databases take. */
public final class Names {
    /** Kafka takes 249 characters for a whole topic; the rest is left for the prefix. */
    private static final int LONGEST = 120;

    private Names() {}

    /**
     * A column name of ASCII letters, digits and underscores that does not begin with a digit. Letters keep their case.
     *
     * @param name as people wrote it
     * @param id the field's id: the name's stand-in when nothing of it is left, and its suffix when it is taken
     * @param taken names that others have
     */
    static String column(String name, String id, Set<String> taken) {
        String sanitised = sanitised(name, false);
        if (sanitised.isEmpty()) {
            sanitised = "field_" + sanitised(id, false);
        }
        if (Character.isDigit(sanitised.charAt(0))) {
            sanitised = "_" + sanitised;
        }
        return free(sanitised, id, taken);
    }

    /**
     * The part of a topic's name that stands for a table: letters, digits, underscores and hyphens.
     *
     * @param name as people wrote it
     * @param id the table's id: the name's stand-in when nothing of it is left
     */
    public static String stream(String name, String id) {
        String sanitised = sanitised(name, true);
        return sanitised.isEmpty() ? sanitised(id, true) : sanitised;
    }

    /** A stream's name when another table has the same one. */
    public static String streamWithId(String name, String id) {
        return stream(name, id) + "_" + sanitised(id, true);
    }

    private static String free(String name, String id, Set<String> taken) {
        if (!taken.contains(name)) {
            return name;
        }
        String candidate = name + "_" + sanitised(id, false);
        for (int i = 2; taken.contains(candidate); i++) {
            candidate = name + "_" + sanitised(id, false) + "_" + i;
        }
        return candidate;
    }

    /** Runs of other characters become one underscore; none stays at the ends. */
    private static String sanitised(String name, boolean hyphens) {
        StringBuilder kept = new StringBuilder(name.length());
        boolean gap = false;
        for (int i = 0; i < name.length() && kept.length() < LONGEST; i++) {
            char c = name.charAt(i);
            if (isKept(c, hyphens)) {
                if (gap && !kept.isEmpty()) {
                    kept.append('_');
                }
                gap = false;
                kept.append(c);
            } else {
                gap = true;
            }
        }
        return kept.toString();
    }

    private static boolean isKept(char c, boolean hyphens) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || hyphens && c == '-';
    }
}
