/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

import java.util.ArrayList;
import java.util.List;

/**
 * What a test wants done between two answers. Safe to be used by several threads.
 *
 * @param <T> what answers are counted of, such as a table
 */
public final class AnswerHooks<T> {
    private final List<Hook<T>> hooks = new ArrayList<>();

    private record Hook<T>(T subject, long answer, Runnable action) {}

    /** Once, when the answer of that number (from 1) is ready, before it is sent. */
    public synchronized void add(T subject, long answer, Runnable action) {
        hooks.add(new Hook<>(subject, answer, action));
    }

    /** To be called when an answer is ready, without any lock that the actions may want. */
    public void run(T subject, long answer) {
        List<Hook<T>> due = new ArrayList<>();
        synchronized (this) {
            for (Hook<T> hook : hooks) {
                if (hook.subject() == subject && hook.answer() == answer) {
                    due.add(hook);
                }
            }
            hooks.removeAll(due);
        }
        due.forEach(hook -> hook.action().run());
    }
}
