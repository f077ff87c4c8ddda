/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

class MysqlTestDatabaseIT extends MysqlCompatibleTestDatabaseTests {
    @Override
    protected MysqlCompatibleTestDatabase freshDatabase() {
        return MysqlTestDatabase.fresh("warehouse");
    }
}
