/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What a cell holds. Each constant names the Java class of its cells; a cell may always be null. */
public enum Kind {
    /** {@link String}. */
    TEXT,
    /** {@link Double}. */
    NUMBER,
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@link Instant}, milliseconds count. */
    INSTANT,
    /** {@link LocalDate}. */
    DAY,
    /** {@link Period}: three columns. */
    PERIOD,
    /** {@link List} of String without nulls. */
    TEXT_LIST,
    /** {@link Json}. */
    JSON;

    /**
     * The kind of a cell that is there.
     *
     * @throws IllegalArgumentException when no kind has cells of this class
     */
    public static Kind of(Object cell) {
        if (cell instanceof String) {
            return TEXT;
        } else if (cell instanceof Double) {
            return NUMBER;
        } else if (cell instanceof Boolean) {
            return BOOLEAN;
        } else if (cell instanceof Instant) {
            return INSTANT;
        } else if (cell instanceof LocalDate) {
            return DAY;
        } else if (cell instanceof Period) {
            return PERIOD;
        } else if (cell instanceof List) {
            return TEXT_LIST;
        } else if (cell instanceof Json) {
            return JSON;
        }
        throw new IllegalArgumentException("No kind has cells of " + cell.getClass());
    }
}
