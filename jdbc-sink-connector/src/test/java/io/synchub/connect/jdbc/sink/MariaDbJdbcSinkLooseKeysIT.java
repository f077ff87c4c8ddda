/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.MariaDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class MariaDbJdbcSinkLooseKeysIT extends JdbcSinkLooseKeys {
    @Override
    protected TestDatabase freshDatabase() {
        return MariaDbTestDatabase.fresh("warehouse");
    }

    @Override
    protected String looseType() {
        return "VARCHAR(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci";
    }
}
