/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.PostgresServer;
import io.synchub.connect.localstack.StackFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder {@code .quickstart} of the checkout: {@code run/} holds the servers' data while they run, {@code programs/}
 * what was unpacked once, beside them lie the logs. One run at a time: the lock goes with the process, however that ends.
 */
final class WorkFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private WorkFolder(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the folder for this process and clears away what a killed run has left there, running databases included. */
    static WorkFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StackFailure(
                        "A quickstart of this checkout is running: end it first (Ctrl-C in its terminal)");
            }
            WorkFolder opened = new WorkFolder(folder, channel, lock);
            opened.clear();
            return opened;
        } catch (IOException e) {
            throw new StackFailure("Could not use the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Where the servers keep their data while they run. */
    Path run() {
        return folder.resolve("run");
    }

    Path programs() {
        return folder.resolve("programs");
    }

    /** Where {@code ./quickstart sql} finds the databases of the run that is up. */
    Path addresses() {
        return run().resolve("addresses.properties");
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisJvm) {
            return null;
        }
    }

    private void clear() throws IOException {
        if (!Files.isDirectory(run())) {
            return;
        }
        try (Stream<Path> left = Files.list(run())) {
            left.filter(Files::isDirectory).forEach(PostgresServer::stopLeftover);
        }
        try (Stream<Path> left = Files.walk(run())) {
            List<Path> deepestFirst = left.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }
}
