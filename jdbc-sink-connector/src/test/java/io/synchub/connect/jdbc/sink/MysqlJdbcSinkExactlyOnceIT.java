/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.MysqlTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class MysqlJdbcSinkExactlyOnceIT extends JdbcSinkExactlyOnce {
    @Override
    protected TestDatabase freshDatabase() {
        return MysqlTestDatabase.fresh("warehouse");
    }

    /** One waits for the table's lock of its definition, those behind it for a row of the offsets. */
    @Override
    protected String waitingSessions() {
        return "SELECT (SELECT count(*) FROM information_schema.processlist WHERE state LIKE 'Waiting for table%')"
                + " + (" + database.waitingSessions() + ")";
    }
}
