/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.error.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out plans. Each is a transaction of its own, under the dialect's lock and planned again once that is held, so
 * that many tasks make one change. No row is locked meanwhile: the transaction holds nothing before the lock.
 */
final class TableAlteration {
    private static final Logger LOG = LoggerFactory.getLogger(TableAlteration.class);

    /** How long another task may take for its changes. */
    private static final Duration TURN_WAIT = Duration.ofSeconds(30);
    /** Shorter, since a change that waits for a table keeps all later readers and writers of it waiting too. */
    private static final Duration TABLE_WAIT = Duration.ofSeconds(10);

    private static final long LARGE = 100_000;
    private static final int ATTEMPTS = 3;

    private final Dialect dialect;
    private final Consumer<TableId> changed;
    private final HeldColumns held;

    /**
     * @param changed is told of each statement that changed a table, after its commit
     * @param held takes the columns that can not be widened; plans leave them out
     */
    TableAlteration(Dialect dialect, Consumer<TableId> changed, HeldColumns held) {
        this.dialect = dialect;
        this.changed = changed;
        this.held = held;
    }

    /** Reads the table and plans what is to be done, outside or inside a transaction. */
    @FunctionalInterface
    interface Planner {
        DdlPlan plan(Connection connection) throws SQLException;
    }

    /**
     * Makes a table fit. A refused change whose plan is another by then, since someone changed the table without the
     * lock, is planned and tried anew.
     *
     * @throws SQLException for a passing failure: nothing was changed, or by a database whose changes are no
     *     transactions only some of it
     * @throws TableMismatchException when the database refuses a change
     */
    void carryOut(Connection connection, TableId id, Planner planner) throws SQLException {
        DdlPlan refused = null;
        int attempt = 1;
        while (true) {
            try {
                change(connection, id, planner);
                return;
            } catch (RefusedChange refusal) {
                SqlFailure failure = dialect.failure(refusal.cause);
                if (failure.isPassing()) {
                    LOG.warn(
                            "Table {} can not be changed now, it will be tried again: {}. The change: {}",
                            id,
                            failure,
                            refusal.change.sql());
                    throw refusal.cause;
                }
                connection.rollback();
                if (isHeld(refusal, failure)) {
                    continue;
                }
                if (refusal.plan.equals(refused) || attempt == ATTEMPTS) {
                    throw new TableMismatchException(refusal.change.sentence() + ". It could not be changed: " + failure
                            + ". " + mend(refusal.change) + refusal.change.sql());
                }
                refused = refusal.plan;
                attempt++;
            }
        }
    }

    /**
     * Whether a column is left as it is from now on, or the columns are tried one by one, so that the next plan is another.
     * A column that would round what is written is not left: nobody would see what is lost.
     */
    private boolean isHeld(RefusedChange refusal, SqlFailure failure) {
        List<WidenedColumn> columns = refusal.change.widened();
        TableId table = refusal.plan.table();
        if (columns.isEmpty() || !dialect.refusesForDependents(refusal.cause)) {
            return false;
        }
        if (columns.size() > 1) {
            held.setApart(table);
            return true;
        }
        WidenedColumn column = columns.get(0);
        if (column.rounds()) {
            return false;
        }
        held.add(table, column, refusal.change.sql());
        LOG.warn(
                "{}. It is left as it is, and rows that do not fit are refused: a view, a generated column, a foreign key"
                        + " or the like depends on it ({}). Once that is dropped, restart the task, or run: {}",
                refusal.change.sentence(),
                failure,
                refusal.change.sql());
        return true;
    }

    private static String mend(TableChange change) {
        if (change.isNeeded()) {
            return "Have the table's owner run, without what the database refuses: ";
        }
        return (change.kind() == TableChange.Kind.WIDEN
                        ? "A view, a generated column or a rule that uses the column stands in the way, or the table has"
                                + " another owner. "
                        : "")
                + "Set auto.evolve=false to go on without the change as long as rows fit, or have the table's owner run"
                + " (after dropping what stands in the way): ";
    }

    private void change(Connection connection, TableId id, Planner planner) throws SQLException, RefusedChange {
        dialect.boundTransaction(connection, TURN_WAIT, TURN_WAIT);
        dialect.lockForDdl(connection, id);
        SQLException failed = null;
        try {
            dialect.boundTransaction(connection, TABLE_WAIT, TURN_WAIT);
            DdlPlan plan = planner.plan(connection);
            for (TableChange change : plan.changes()) {
                execute(connection, plan, change);
            }
            connection.commit();
            plan.changes().forEach(change -> changed.accept(id));
        } catch (RefusedChange e) {
            failed = e.cause;
            throw e;
        } catch (SQLException e) {
            failed = e;
            throw e;
        } finally {
            unlock(connection, id, failed);
        }
    }

    private void unlock(Connection connection, TableId id, SQLException failed) throws SQLException {
        try {
            dialect.unlockAfterDdl(connection, id);
            dialect.unboundTransaction(connection);
        } catch (SQLException e) {
            if (failed == null) {
                throw e;
            }
            failed.addSuppressed(e);
        }
    }

    private void execute(Connection connection, DdlPlan plan, TableChange change) throws SQLException, RefusedChange {
        if (change.rewrites()) {
            warnOfRewrite(plan.table(), dialect.estimatedRows(connection, plan.table()));
        }
        LOG.info("Changing table {}: {}", plan.table(), change.sql());
        try (Statement statement = connection.createStatement()) {
            for (String sql : dialect.statements(change.sql())) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new RefusedChange(plan, change, e);
        }
    }

    private static void warnOfRewrite(TableId table, long rows) {
        if (rows >= LARGE) {
            LOG.warn(
                    "Table {} has about {} rows, and the next change makes the database write it anew: until that is"
                            + " done nobody else can read or write it. With schema.evolution=plan you choose the time",
                    table,
                    rows);
        }
    }

    /** A statement of a plan that failed. */
    private static final class RefusedChange extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient DdlPlan plan;
        private final transient TableChange change;
        private final SQLException cause;

        RefusedChange(DdlPlan plan, TableChange change, SQLException cause) {
            super(cause);
            this.plan = plan;
            this.change = change;
            this.cause = cause;
        }
    }
}
