/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.H2TestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import org.junit.jupiter.api.Test;

class H2JdbcSinkModesIT extends JdbcSinkModes {
    @Override
    protected TestDatabase freshDatabase() {
        return H2TestDatabase.fresh();
    }

    /** Without quotes the sink knows no other case than that of the standard. */
    @Override
    @Test
    void names_without_quotes_are_found_whatever_their_case() {
        database = H2TestDatabase.freshInUpperCase();
        super.names_without_quotes_are_found_whatever_their_case();
    }
}
