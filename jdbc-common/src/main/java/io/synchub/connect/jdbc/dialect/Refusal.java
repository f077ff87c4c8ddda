/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect;

import java.util.Objects;

/**
 * Why a database can not be written to by a rule.
 *
 * @param of which part of the rule it is
 * @param why the reason and the mend, for a user
 */
public record Refusal(Of of, String why) {

    /** The parts of a rule. */
    public enum Of {
        /** What happens to a row whose key exists, or does not. */
        MODE,
        /** Which of the existing rows are changed. */
        CONDITION,
        /** That rows are removed. */
        DELETES,
        /** That rows are marked as deleted. */
        MARKS
    }

    public Refusal {
        Objects.requireNonNull(of, "of");
        Objects.requireNonNull(why, "why");
    }
}
