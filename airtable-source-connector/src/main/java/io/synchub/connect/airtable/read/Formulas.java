/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Conditions in Airtable's formula language. */
final class Formulas {
    private Formulas() {}

    /** @param ids of letters and digits */
    static String isOneOf(List<String> ids) {
        return ids.stream().map(id -> "RECORD_ID()='" + id + "'").collect(Collectors.joining(",", "OR(", ")"));
    }

    /** A record that was never edited has no time of modification, so that of its creation counts as well. */
    static String editedAfter(String field, Instant time) {
        String after = ",DATETIME_PARSE('" + time + "'))";
        return "OR(IS_AFTER(" + field(field) + after + ",IS_AFTER(CREATED_TIME()" + after + ")";
    }

    /**
     * The user's formula, where a condition holds. What it gives is passed on as it is, since Airtable decides what counts as
     * true.
     *
     * @param formula perhaps empty
     */
    static String where(String condition, String formula) {
        return formula.isEmpty() ? condition : "IF(" + condition + "," + formula + ")";
    }

    /** By name: the API takes no ids in formulas. */
    private static String field(String name) {
        return "{" + name.replace("\\", "\\\\").replace("}", "\\}") + "}";
    }
}
