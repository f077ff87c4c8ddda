/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.time.Instant;

/** A record as formulas and views see it. */
public interface Row {
    String id();

    Instant createdTime();

    /**
     * The value of a cell, computed ones included: text, numbers, booleans, {@link Instant}s, lists of these; options by their
     * names, links by their ids, persons as {@link User}; null for an empty one.
     */
    Object get(String field);

    /** A number, or 0 for what is none. */
    default double number(String field) {
        return get(field) instanceof Number number ? number.doubleValue() : 0;
    }

    /** A text, or the empty one. */
    default String text(String field) {
        Object value = get(field);
        return value == null ? "" : String.valueOf(value);
    }
}
