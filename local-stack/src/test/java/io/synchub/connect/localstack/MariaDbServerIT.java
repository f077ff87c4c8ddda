/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.nio.file.Path;
import java.util.Optional;

class MariaDbServerIT extends MysqlCompatibleServerTests {
    @Override
    protected Optional<String> unavailable() {
        return MariaDbServer.unavailable(TestDirectory.MARIADB);
    }

    @Override
    protected MariaDbServer.Builder builder(Path directory) {
        return MariaDbServer.builder("shop", directory).binaries(TestDirectory.MARIADB);
    }
}
