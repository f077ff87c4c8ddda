/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.write.RowChange;
import java.sql.SQLException;
import java.util.List;

/**
 * For databases without transactions: what a range has written stands at once, and nothing takes it back. A range that is
 * refused may have written some of its statements, and its pieces write them again. That changes nothing where rows have a
 * key, by which the database replaces them; rows without a key may then be there twice, as after any repetition.
 */
final class DirectTrials implements Trials {
    private final Write write;

    DirectTrials(Write write) {
        this.write = write;
    }

    @Override
    public void attempt(List<RowChange> range) throws SQLException {
        write.run(range);
    }

    /** Nothing undoes what a question does: a writer for such a database must not ask by writing. */
    @Override
    public <R> R ask(Question<R> question) throws SQLException {
        return question.ask();
    }

    @Override
    public void complete() {
        // It is all there.
    }
}
