/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.nio.file.Path;

/** Folders of tests: a database's programs are unpacked once for the whole module. */
final class TestDirectory {
    static final Path BINARIES = Path.of("target", "postgresql").toAbsolutePath();
    static final Path MARIADB = Path.of("target", "mariadb").toAbsolutePath();
    static final Path MYSQL = Path.of("target", "mysql").toAbsolutePath();

    private TestDirectory() {}
}
