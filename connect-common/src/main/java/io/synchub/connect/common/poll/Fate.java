/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import java.util.Optional;

/**
 * What became of a row.
 *
 * @param outcome what was found
 * @param row the row as it could be read last: always for {@link Outcome#PRESENT}, perhaps for the others
 */
public record Fate(Outcome outcome, Optional<Row> row) {
    /** What may have become of a row. */
    public enum Outcome {
        /** It is in the table after all. */
        PRESENT,
        /** Deleted: in the trash or archived. */
        DELETED,
        /** In another table now. */
        MOVED,
        /** It cannot be read: deleted for ever, or not shared any more. */
        GONE,
        /** In the table, but not among the rows that the user wants. */
        FILTERED_OUT
    }

    public static Fate present(Row row) {
        return new Fate(Outcome.PRESENT, Optional.of(row));
    }

    public static Fate lost(Outcome outcome, Row row) {
        return new Fate(outcome, Optional.of(row));
    }

    public static Fate gone() {
        return new Fate(Outcome.GONE, Optional.empty());
    }
}
