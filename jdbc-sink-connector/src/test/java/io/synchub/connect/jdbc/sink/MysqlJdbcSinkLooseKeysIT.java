/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.MysqlTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class MysqlJdbcSinkLooseKeysIT extends JdbcSinkLooseKeys {
    @Override
    protected TestDatabase freshDatabase() {
        return MysqlTestDatabase.fresh("warehouse");
    }

    @Override
    protected String looseType() {
        return "VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci";
    }
}
