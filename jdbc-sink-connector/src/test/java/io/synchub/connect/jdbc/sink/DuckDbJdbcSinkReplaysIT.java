/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.DuckDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class DuckDbJdbcSinkReplaysIT extends JdbcSinkReplays {
    @Override
    protected TestDatabase freshDatabase() {
        return DuckDbTestDatabase.fresh();
    }

    /** Fewer than elsewhere: it takes several times as long as the servers do. */
    @Override
    protected int records() {
        return 2_000;
    }
}
