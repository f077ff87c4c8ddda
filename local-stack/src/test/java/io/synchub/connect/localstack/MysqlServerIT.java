/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.nio.file.Path;
import java.util.Optional;

class MysqlServerIT extends MysqlCompatibleServerTests {
    @Override
    protected Optional<String> unavailable() {
        return MysqlServer.unavailable(TestDirectory.MYSQL);
    }

    @Override
    protected MysqlServer.Builder builder(Path directory) {
        return MysqlServer.builder("shop", directory).binaries(TestDirectory.MYSQL);
    }
}
