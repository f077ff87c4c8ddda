/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.H2TestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class H2JdbcSinkSoftDeletesIT extends JdbcSinkSoftDeletes {
    @Override
    protected TestDatabase freshDatabase() {
        return H2TestDatabase.fresh();
    }
}
