/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.SqliteTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class SqliteJdbcSinkBadRowsIT extends JdbcSinkBadRows {
    @Override
    protected TestDatabase freshDatabase() {
        return SqliteTestDatabase.fresh();
    }

    @Override
    protected String jsonType() {
        return "TEXT CHECK (json_valid(doc))";
    }

    @Override
    protected String[] saysOfJson() {
        return new String[] {"table orders", "SQLState 23514"};
    }
}
