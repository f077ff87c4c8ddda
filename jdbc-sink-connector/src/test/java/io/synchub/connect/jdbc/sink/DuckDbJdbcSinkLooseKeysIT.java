/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.DuckDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class DuckDbJdbcSinkLooseKeysIT extends JdbcSinkLooseKeys {
    @Override
    protected TestDatabase freshDatabase() {
        return DuckDbTestDatabase.fresh();
    }

    /** Its keys are compared by their bytes whatever the collation. */
    @Override
    protected String looseType() {
        return "VARCHAR COLLATE NOCASE";
    }

    @Override
    protected boolean foldsKeys() {
        return false;
    }
}
