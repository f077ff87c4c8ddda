/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class PostgresJdbcSinkLooseKeysIT extends JdbcSinkLooseKeys {
    @Override
    protected TestDatabase freshDatabase() {
        PostgresTestDatabase fresh = PostgresTestDatabase.fresh("warehouse");
        fresh.run("CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
        return fresh;
    }

    @Override
    protected String looseType() {
        return "TEXT COLLATE loose";
    }
}
