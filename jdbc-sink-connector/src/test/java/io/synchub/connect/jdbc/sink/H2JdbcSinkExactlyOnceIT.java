/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.H2TestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.sql.SQLException;
import java.sql.Statement;

class H2JdbcSinkExactlyOnceIT extends JdbcSinkExactlyOnce {
    @Override
    protected TestDatabase freshDatabase() {
        return H2TestDatabase.fresh();
    }

    /** It has no lock for a table, but rows of one unique value wait for each other. */
    @Override
    protected void lockOrders(Statement statement) throws SQLException {
        database.run("CREATE UNIQUE INDEX orders_id ON orders (id)");
        statement.execute("INSERT INTO orders VALUES (3)");
    }

    /** It does not show who waits for such a row. */
    @Override
    protected boolean areWaiting(int sessions, SinkWorker last) {
        return isRefused(last);
    }
}
