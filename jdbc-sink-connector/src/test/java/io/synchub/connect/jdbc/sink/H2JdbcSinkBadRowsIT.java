/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.H2TestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class H2JdbcSinkBadRowsIT extends JdbcSinkBadRows {
    @Override
    protected TestDatabase freshDatabase() {
        return H2TestDatabase.fresh();
    }

    /** Of a column of its type JSON the sink knows no more than that it takes texts, which become JSON strings there. */
    @Override
    protected String jsonType() {
        return "VARCHAR(99) CHECK (doc IS JSON)";
    }

    @Override
    protected String[] saysOfJson() {
        return new String[] {"table orders", "SQLState 23513"};
    }
}
