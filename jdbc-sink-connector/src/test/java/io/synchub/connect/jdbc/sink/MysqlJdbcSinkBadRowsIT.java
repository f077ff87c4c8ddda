/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.MysqlTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class MysqlJdbcSinkBadRowsIT extends JdbcSinkBadRows {
    @Override
    protected TestDatabase freshDatabase() {
        return MysqlTestDatabase.fresh("warehouse");
    }

    @Override
    protected String jsonType() {
        return "JSON";
    }

    @Override
    protected String[] saysOfJson() {
        return new String[] {"table orders", "SQLState 22032"};
    }
}
