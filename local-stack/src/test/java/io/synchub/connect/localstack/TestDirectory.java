/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.nio.file.Path;

/** Folders of tests: PostgreSQL's programs are unpacked once for the whole module. */
final class TestDirectory {
    static final Path BINARIES = Path.of("target", "postgresql").toAbsolutePath();

    private TestDirectory() {}
}
