/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.SqliteTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class SqliteJdbcSinkSoftDeletesIT extends JdbcSinkSoftDeletes {
    @Override
    protected TestDatabase freshDatabase() {
        return SqliteTestDatabase.fresh();
    }
}
