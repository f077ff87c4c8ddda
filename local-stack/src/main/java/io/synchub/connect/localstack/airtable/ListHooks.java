/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.util.ArrayList;
import java.util.List;

/** What a test wants done between two answers of a listing. */
final class ListHooks {
    private final List<Hook> hooks = new ArrayList<>();

    private record Hook(Table table, int answer, Runnable action) {}

    /** Once, when the answer of that number (from 1) is ready, before it is sent. */
    synchronized void add(Table table, int answer, Runnable action) {
        hooks.add(new Hook(table, answer, action));
    }

    void run(Table table, int answer) {
        List<Hook> due = new ArrayList<>();
        synchronized (this) {
            for (Hook hook : hooks) {
                if (hook.table() == table && hook.answer() == answer) {
                    due.add(hook);
                }
            }
            hooks.removeAll(due);
        }
        due.forEach(hook -> hook.action().run());
    }
}
