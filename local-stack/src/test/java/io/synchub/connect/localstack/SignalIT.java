/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a stack whose JVM ends without closing it. */
class SignalIT {
    @TempDir
    private Path temp;

    @Test
    void a_jvm_that_gets_sigterm_leaves_nothing_behind() throws Exception {
        Path directory = temp.resolve("stack");
        Process holder = start("stack", directory);
        assertThat(Processes.using(directory.resolve("postgres-shop"))).isNotEmpty();

        holder.destroy();
        assertThat(holder.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Processes.using(directory)).isEmpty();
        assertThat(directory).doesNotExist();
    }

    @Test
    void what_a_killed_jvm_leaves_is_cleared_away_by_the_next_start() throws Exception {
        Path database = temp.resolve("shop");
        Process holder = start("database", database);
        holder.destroyForcibly().waitFor();
        assertThat(Processes.using(database)).as("the server that was left").isNotEmpty();

        PostgresServer.stopLeftover(database);

        assertThat(Processes.using(database)).isEmpty();
        PostgresServer.builder("shop", database)
                .binaries(TestDirectory.BINARIES)
                .start()
                .close();
        assertThat(database).doesNotExist();
    }

    private static Process start(String what, Path directory) throws IOException {
        Process holder = Processes.java(StackHolder.class, what, directory.toString());
        String line = holder.inputReader().readLine();
        assertThat(line).as("what the program says when it is up").isEqualTo("up");
        return holder;
    }
}
