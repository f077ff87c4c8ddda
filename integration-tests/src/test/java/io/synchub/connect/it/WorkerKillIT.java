/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.LocalStack;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The promise: a worker that dies at any point loses nothing, repeats nothing that shows, and leaves no stale total. */
@Tag("alone")
class WorkerKillIT {
    private static final int CHANGES = 20_000;
    private static final int KILLS = 3;

    @Test
    void replica_and_totals_equal_the_source_after_three_kills_during_20000_changes() throws Exception {
        try (LocalStack stack = Pipeline.stack("worker-kill").workerInOwnJvm().start()) {
            Pipeline.create(stack);
            CompletableFuture<Void> changes = CompletableFuture.runAsync(
                    () -> {
                        try {
                            new Changes(stack.postgres("shop"), 42).make(CHANGES);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    action -> new Thread(action, "changes").start());
            for (int kill = 0; kill < KILLS; kill++) {
                long before = written(stack);
                // In the middle of work: some more has been written since the start, and more is to come.
                Awaitility.await().atMost(Pipeline.PATIENCE).until(() -> written(stack) > before + 500);
                stack.childWorker().kill();
                assertThat(stack.childWorker().isRunning()).isFalse();
                stack.childWorker().start();
            }
            changes.get(Pipeline.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Pipeline.awaitEqual(stack);
        }
    }

    /** Row versions that the sinks have written: grows with every insert, update and delete. */
    private static long written(LocalStack stack) {
        return Long.parseLong(Rows.of(
                        stack.postgres("warehouse"),
                        "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_user_tables")
                .get(0)
                .replaceAll("[\\[\\]]", ""));
    }
}
