/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.MariaDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class MariaDbJdbcSinkBadRowsIT extends JdbcSinkBadRows {
    @Override
    protected TestDatabase freshDatabase() {
        return MariaDbTestDatabase.fresh("warehouse");
    }

    @Override
    protected String jsonType() {
        return "JSON";
    }

    /** It is a check constraint there. */
    @Override
    protected String[] saysOfJson() {
        return new String[] {"table orders", "SQLState 23000"};
    }
}
