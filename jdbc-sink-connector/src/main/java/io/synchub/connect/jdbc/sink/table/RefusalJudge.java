/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.table;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of a row that was refused when it was written alone whether it is bad or the task must fail, and describes it.
 * For one thread and one batch.
 */
final class RefusalJudge implements BatchBisector.Judge {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalJudge.class);

    /** The class of the states of constraints. */
    private static final String CONSTRAINT = "23";
    /** That of the states of values which a column can not hold. */
    private static final String UNFIT = "22";

    /** To ask the database for a column takes several statements: a batch full of bad rows must come to an end. */
    private static final int MOST_QUESTIONS = 100;

    private final Connection connection;
    private final Dialect dialect;
    private final BulkWriter bulk;
    private final Trials trials;
    private final TableSchemas schemas;
    private final BatchTables tables;
    private final Suspects suspects;
    private final Redelivery redelivery;
    private final boolean mayReject;
    private int questions;

    /** @param mayReject whether bad rows may be set aside; if not, the first fails the task */
    RefusalJudge(
            Connection connection,
            Dialect dialect,
            BulkWriter bulk,
            Trials trials,
            TableSchemas schemas,
            BatchTables tables,
            Redelivery redelivery,
            boolean mayReject) {
        this.connection = connection;
        this.dialect = dialect;
        this.bulk = bulk;
        this.trials = trials;
        this.schemas = schemas;
        this.tables = tables;
        this.suspects = new Suspects(tables);
        this.redelivery = redelivery;
        this.mayReject = mayReject;
    }

    @Override
    public Optional<BadRow> judge(RowChange row, Exception refusal) throws SQLException {
        if (refusal instanceof SQLException sql && wasWrittenBefore(row, sql)) {
            return Optional.empty();
        }
        boolean atFault = true;
        DataException why;
        if (refusal instanceof SQLException sql) {
            SqlFailure failure = dialect.failure(sql);
            // What is wrong with the table or the set-up is wrong with all rows: the queue would take the whole topic.
            atFault = failure.kind() == SqlFailure.Kind.DATA;
            Optional<String> column = column(row, sql, failure);
            why = RefusedRow.describe(
                    row,
                    row.table(),
                    column,
                    failure,
                    column.filter(name -> failure.sqlState().startsWith(UNFIT))
                            .flatMap(name -> schemas.heldWidening(row.table(), name)));
        } else {
            why = RefusedRow.describe(row, refusal.getMessage());
        }
        if (!mayReject || !atFault) {
            throw RefusedRow.fatal(why);
        }
        return Optional.of(new BadRow(row, why));
    }

    private boolean wasWrittenBefore(RowChange row, SQLException refusal) throws SQLException {
        Optional<TableDefinition> table = tables.tableOf(row);
        if (table.isEmpty()
                || !redelivery.mayConcern(row)
                || !dialect.failure(refusal).sqlState().startsWith(CONSTRAINT)) {
            return false;
        }
        boolean there = trials.ask(() -> bulk.holds(connection, table.get(), row));
        if (there) {
            LOG.debug("Table {} holds what {} says: it was written before", row.table(), row.position());
        }
        return there;
    }

    private Optional<String> column(RowChange row, SQLException refusal, SqlFailure failure) throws SQLException {
        Optional<String> suspected = suspects.column(row, failure);
        Optional<TableDefinition> table = tables.tableOf(row);
        if (suspected.isPresent() || table.isEmpty() || questions == MOST_QUESTIONS) {
            return suspected;
        }
        questions++;
        return trials.ask(() -> bulk.columnAtFault(connection, table.get(), row, refusal));
    }
}
