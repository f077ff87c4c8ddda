/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.MysqlTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class MysqlJdbcSinkConvertedKeysIT extends JdbcSinkConvertedKeys {
    @Override
    protected TestDatabase freshDatabase() {
        return MysqlTestDatabase.fresh("warehouse");
    }
}
