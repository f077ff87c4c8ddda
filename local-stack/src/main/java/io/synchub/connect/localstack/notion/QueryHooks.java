/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.util.ArrayList;
import java.util.List;

/** What a test wants done between two answers of a query. */
final class QueryHooks {
    private final List<Hook> hooks = new ArrayList<>();

    private record Hook(DataSource dataSource, int answer, Runnable action) {}

    /** Once, when the answer of that number (from 1) is ready, before it is sent. */
    synchronized void add(DataSource dataSource, int answer, Runnable action) {
        hooks.add(new Hook(dataSource, answer, action));
    }

    void run(DataSource dataSource, int answer) {
        List<Hook> due = new ArrayList<>();
        synchronized (this) {
            for (Hook hook : hooks) {
                if (hook.dataSource() == dataSource && hook.answer() == answer) {
                    due.add(hook);
                }
            }
            hooks.removeAll(due);
        }
        due.forEach(hook -> hook.action().run());
    }
}
