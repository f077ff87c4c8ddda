/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.H2TestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class H2JdbcSinkLooseKeysIT extends JdbcSinkLooseKeys {
    @Override
    protected TestDatabase freshDatabase() {
        return H2TestDatabase.fresh();
    }

    @Override
    protected String looseType() {
        return "VARCHAR_IGNORECASE(10)";
    }
}
