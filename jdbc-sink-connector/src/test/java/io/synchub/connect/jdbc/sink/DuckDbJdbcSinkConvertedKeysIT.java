/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.DuckDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class DuckDbJdbcSinkConvertedKeysIT extends JdbcSinkConvertedKeys {
    @Override
    protected TestDatabase freshDatabase() {
        return DuckDbTestDatabase.fresh();
    }
}
