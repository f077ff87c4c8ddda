/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

/**
 * A date as the API writes it.
 *
 * @param start {@code 2026-07-25} or {@code 2026-07-25T16:57:00.000+00:00}
 * @param end of the same form, or null
 * @param timeZone such as {@code Europe/Berlin}, or null
 */
public record DateValue(String start, String end, String timeZone) {
    public static DateValue of(String start) {
        return new DateValue(start, null, null);
    }

    public static DateValue range(String start, String end) {
        return new DateValue(start, end, null);
    }
}
