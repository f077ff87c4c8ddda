/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class PostgresJdbcSinkConvertedKeysIT extends JdbcSinkConvertedKeys {
    @Override
    protected TestDatabase freshDatabase() {
        return PostgresTestDatabase.fresh("warehouse");
    }
}
