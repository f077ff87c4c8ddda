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

/** A server's programs, unpacked once from an archive on the class path into a folder named after their content. */
final class UnpackedFolder {
    private static final Object UNPACKING = new Object();

    private UnpackedFolder() {}

    /** Fills a folder that is empty. */
    interface Unpacking {
        void into(Path root) throws IOException;
    }

    /** The folder of that name below another; it is filled if it is not there. */
    static Path of(Path parent, String name, Unpacking unpacking) {
        Path home = parent.resolve(name);
        synchronized (UNPACKING) {
            if (!Files.isDirectory(home)) {
                try {
                    fill(Directories.create(parent), home, unpacking);
                } catch (IOException e) {
                    throw new StackFailure("Could not unpack " + name + " below " + parent, e);
                }
            }
        }
        return home;
    }

    static boolean isOnClassPath(String archive) {
        return UnpackedFolder.class.getResource(archive) != null;
    }

    static InputStream open(String archive) {
        InputStream stream = UnpackedFolder.class.getResourceAsStream(archive);
        if (stream == null) {
            throw new StackFailure("There is no " + archive + " on the class path");
        }
        return stream;
    }

    /** Twelve digits that change with the archive's content. */
    static String digest(String archive) {
        try (InputStream in = open(archive)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return String.format(Locale.ROOT, "%064x", new BigInteger(1, digest.digest()))
                    .substring(0, 12);
        } catch (IOException e) {
            throw new StackFailure("Could not read " + archive, e);
        } catch (NoSuchAlgorithmException e) {
            throw new StackFailure("Every Java has SHA-256, this one says it has not", e);
        }
    }

    static void untar(InputStream uncompressed, Path root) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(uncompressed);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            write(tar, entry, root);
        }
    }

    /** Where an entry of an archive goes. */
    static Path target(Path root, String entry) throws IOException {
        Path target = root.resolve(entry).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("The archive has an entry outside its root: " + entry);
        }
        return target;
    }

    static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] highestBitFirst = PosixFilePermission.values();
        for (int bit = 0; bit < highestBitFirst.length; bit++) {
            if ((mode & (0400 >> bit)) != 0) {
                permissions.add(highestBitFirst[bit]);
            }
        }
        return permissions;
    }

    /** Into a folder of its own, moved to its name when complete: a run that is killed half way leaves no half programs. */
    private static void fill(Path parent, Path home, Unpacking unpacking) throws IOException {
        Path root = Files.createTempDirectory(parent, "unpacking-");
        try {
            unpacking.into(root);
            Files.setPosixFilePermissions(root, permissions(0755));
            Files.move(root, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException e) {
            // Another process was faster: its copy is as good as ours.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        } finally {
            Directories.delete(root);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path target = target(root, entry.getName());
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
}
