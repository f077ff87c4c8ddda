/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

/** What a computed cell holds when there is no value; formulas may return it. */
public enum CellError {
    /** {@code {"error":"#ERROR!"}}. */
    ERROR("error", "#ERROR!"),
    CIRCULAR("error", "#ERROR: circular reference"),
    /** {@code {"specialValue":"NaN"}}; {@link Double#NaN} shows as this too. */
    NAN("specialValue", "NaN"),
    INFINITY("specialValue", "Infinity"),
    NEGATIVE_INFINITY("specialValue", "-Infinity");

    final String member;
    final String text;

    CellError(String member, String text) {
        this.member = member;
        this.text = text;
    }

    /** The error in place of a number that JSON cannot write; null for any other number. */
    static CellError of(Number number) {
        double value = number.doubleValue();
        if (Double.isNaN(value)) {
            return NAN;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? INFINITY : NEGATIVE_INFINITY;
        }
        return null;
    }
}
