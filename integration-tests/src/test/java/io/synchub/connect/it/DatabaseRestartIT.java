/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.ConnectRest;
import io.synchub.connect.localstack.LocalStack;
import org.junit.jupiter.api.Test;

/** The promise: a database that restarts under load is waited for, and nothing is lost. */
class DatabaseRestartIT {

    @Test
    void tasks_recover_by_themselves_when_the_warehouse_and_then_the_shop_restart_under_load() throws Exception {
        try (LocalStack stack = Pipeline.stack("database-restart").start()) {
            Pipeline.create(stack);
            Changes changes = new Changes(stack.postgres("shop"), 7);
            changes.make(2_000);
            // Stopped with work in flight, and away while more comes in.
            stack.postgres("warehouse").stop();
            changes.make(1_000);
            stack.postgres("warehouse").start();
            changes.make(1_000);
            stack.postgres("shop").restart();
            changes.make(1_000);
            Pipeline.awaitEqual(stack);

            ConnectRest rest = stack.rest();
            assertThat(rest.connectors())
                    .allSatisfy(name -> assertThat(rest.status(name).isRunning())
                            .as("%s runs without a restart by hand", name)
                            .isTrue());
        }
    }
}
