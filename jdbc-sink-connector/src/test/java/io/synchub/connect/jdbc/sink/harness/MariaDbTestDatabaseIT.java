/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

class MariaDbTestDatabaseIT extends MysqlCompatibleTestDatabaseTests {
    @Override
    protected MysqlCompatibleTestDatabase freshDatabase() {
        return MariaDbTestDatabase.fresh("warehouse");
    }
}
