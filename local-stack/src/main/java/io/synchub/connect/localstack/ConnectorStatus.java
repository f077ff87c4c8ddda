/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Connect tells about a connector.
 *
 * @param state {@code RUNNING}, {@code FAILED}, {@code PAUSED}, {@code STOPPED}, {@code UNASSIGNED}, {@code RESTARTING}
 * @param trace the stack trace of a failure, or empty
 */
public record ConnectorStatus(String name, String state, String trace, List<Task> tasks) {
    /** What Connect tells about a task; state and trace as for a connector. */
    public record Task(int id, String state, String trace) {
        public boolean isRunning() {
            return "RUNNING".equals(state);
        }
    }

    /** The connector and all tasks that have shown up so far run; there is at least one. */
    public boolean isRunning() {
        return "RUNNING".equals(state) && !tasks.isEmpty() && tasks.stream().allMatch(Task::isRunning);
    }

    public boolean hasFailed() {
        return "FAILED".equals(state) || tasks.stream().anyMatch(task -> "FAILED".equals(task.state()));
    }

    /** The traces of everything that failed, or an empty text. */
    public String traces() {
        return Stream.concat(
                        Stream.of(trace),
                        tasks.stream()
                                .filter(task -> "FAILED".equals(task.state()))
                                .map(Task::trace))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
