/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The unpacked programs of a MariaDB or a MySQL.
 *
 * @param home the unpacked folder
 * @param server the server's program, {@code mariadbd} or {@code mysqld}
 * @param share the folder of character sets, messages and SQL
 */
record MysqlPrograms(Path home, Path server, Path share) {
    /** The start of every command line: nothing of this machine's own configuration is read. */
    List<String> command(Path data) {
        List<String> command = new ArrayList<>(List.of(
                server.toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data,
                "--lc-messages-dir=" + share));
        if (new UnixSystem().getUid() == 0) {
            // Unlike PostgreSQL they do run as root, if they are asked to.
            command.add("--user=root");
        }
        return command;
    }

    /** Why the server's program does not run on this machine: most often a library of the system that is missing. */
    Optional<String> unavailable() {
        return Programs.complaint(server.toString(), "--no-defaults", "--version")
                .map(complaint -> server.getFileName() + " does not run here, install what it misses: " + complaint);
    }
}
