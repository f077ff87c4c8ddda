/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.SqliteTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class SqliteJdbcSinkLooseKeysIT extends JdbcSinkLooseKeys {
    @Override
    protected TestDatabase freshDatabase() {
        return SqliteTestDatabase.fresh();
    }

    @Override
    protected String looseType() {
        return "TEXT COLLATE NOCASE";
    }

    @Override
    protected boolean foldsAccents() {
        return false;
    }
}
