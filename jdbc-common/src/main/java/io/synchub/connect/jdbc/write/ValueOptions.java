/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * What a user decides about the form of values.
 *
 * @param timeZone in which an instant stands in a column that has no time zone ({@code db.timezone})
 * @param nul what becomes of 0x00 in texts, for databases that can not store it ({@code text.nul})
 */
public record ValueOptions(ZoneId timeZone, NulPolicy nul) {
    public static final ValueOptions DEFAULT = new ValueOptions(ZoneOffset.UTC, NulPolicy.FAIL);

    /** What becomes of the character 0x00. */
    public enum NulPolicy {
        /** The row is refused. */
        FAIL,
        /** It is left out. */
        STRIP,
        /** The six characters <code>&#92;u0000</code> stand for it. */
        ESCAPE
    }

    public ValueOptions {
        Objects.requireNonNull(timeZone, "timeZone");
        Objects.requireNonNull(nul, "nul");
    }
}
