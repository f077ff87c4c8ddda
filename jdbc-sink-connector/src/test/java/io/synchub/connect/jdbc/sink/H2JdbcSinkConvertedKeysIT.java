/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.H2TestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;

class H2JdbcSinkConvertedKeysIT extends JdbcSinkConvertedKeys {
    @Override
    protected TestDatabase freshDatabase() {
        return H2TestDatabase.fresh();
    }

    /** A key that its column rounds is not found by the value that it was. */
    @Override
    protected boolean converts(String type) {
        return type.equals("INTEGER");
    }
}
