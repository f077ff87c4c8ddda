/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.write.RowChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.connect.errors.DataException;

/**
 * Finds the rows of a refused batch that are bad, and writes all others. Ranges are tried in the order of the log; one
 * that is refused is cut, and its pieces are tried in turn, down to single rows. So what is right as a log and wrong as
 * one statement succeeds (a unique value that passes between rows, keys that are one key to the table), and a bad row is
 * refused where it stands. For one thread.
 *
 * <p>The first cut is into many pieces, since the first failure has shown that some row is bad and most pieces are good
 * nevertheless; later cuts are into few. Suspects are tried alone, so that what stands around them need not be cut; that
 * is a guess which saves statements, and the database alone says what is bad.
 */
final class BatchBisector {
    /** Large enough that a piece costs far more than its round trips, small enough to lose little with one bad row. */
    private static final int FIRST_PIECE = 256;

    private static final int CUT_INTO = 4;

    /** Judges a refusal: names the row, or throws where no row is at fault. */
    interface Judge {
        /**
         * @param row was refused when it was written alone
         * @param refusal a {@link SQLException} that is not passing, or a {@link DataException}
         * @return empty when nothing is wrong with the row: what it says is in its table
         * @throws org.apache.kafka.connect.errors.ConnectException when the task must fail of it
         */
        Optional<BadRow> judge(RowChange row, Exception refusal) throws SQLException;
    }

    private final Trials trials;
    private final Predicate<RowChange> suspects;
    private final Predicate<SQLException> stops;
    private final Judge judge;
    private final List<BadRow> bad = new ArrayList<>();
    private int attempts;

    BatchBisector(Trials trials, Predicate<RowChange> suspects, Predicate<SQLException> stops, Judge judge) {
        this.trials = trials;
        this.suspects = suspects;
        this.stops = stops;
        this.judge = judge;
    }

    /**
     * Writes a batch without its bad rows, and leaves the transaction open.
     *
     * @return the bad rows in the order of the log
     * @throws SQLException that which stops it: a passing failure at least
     */
    List<BadRow> write(List<RowChange> batch) throws SQLException {
        int start = 0;
        for (int i = 0; i < batch.size(); i++) {
            if (suspects.test(batch.get(i))) {
                pieces(batch.subList(start, i), FIRST_PIECE);
                attempt(batch.subList(i, i + 1));
                start = i + 1;
            }
        }
        pieces(batch.subList(start, batch.size()), FIRST_PIECE);
        trials.complete();
        return List.copyOf(bad);
    }

    /** How many ranges have been tried. */
    int attempts() {
        return attempts;
    }

    private void pieces(List<RowChange> range, int size) throws SQLException {
        for (int from = 0; from < range.size(); from += size) {
            attempt(range.subList(from, Math.min(range.size(), from + size)));
        }
    }

    private void attempt(List<RowChange> range) throws SQLException {
        attempts++;
        try {
            trials.attempt(range);
        } catch (DataException e) {
            refused(range, e);
        } catch (SQLException e) {
            if (stops.test(e)) {
                throw e;
            }
            refused(range, e);
        }
    }

    private void refused(List<RowChange> range, Exception refusal) throws SQLException {
        if (range.size() == 1) {
            judge.judge(range.get(0), refusal).ifPresent(bad::add);
        } else {
            pieces(range, (range.size() + CUT_INTO - 1) / CUT_INTO);
        }
    }
}
