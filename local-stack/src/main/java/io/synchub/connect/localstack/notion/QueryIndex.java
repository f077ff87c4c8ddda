/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;

/**
 * Brings changes of pages to what queries see of them, at once or, as Notion's own index does, a while later. Guarded by the
 * workspace.
 */
final class QueryIndex {
    private final Queue<Due> waiting = new ArrayDeque<>();
    private final Map<UUID, Seen> lagging = new HashMap<>();
    private Duration lag = Duration.ZERO;

    /** For changes from now on. */
    void setLag(Duration lag) {
        this.lag = lag;
    }

    /** Either state may be null: a page is new, or gone for ever. */
    void changed(PageState before, PageState after, Instant now) {
        UUID id = before == null ? after.id : before.id;
        if (lag.isZero() && !lagging.containsKey(id)) {
            replace(before, after);
            return;
        }
        Seen seen = lagging.computeIfAbsent(id, none -> new Seen(before));
        seen.waiting++;
        waiting.add(new Due(id, after, now.plus(lag)));
    }

    /** Shows what is due. Changes become visible in the order in which they were made. */
    void settle(Instant now) {
        while (!waiting.isEmpty() && !waiting.peek().at().isAfter(now)) {
            Due due = waiting.remove();
            Seen seen = lagging.get(due.id());
            replace(seen.state, due.state());
            seen.state = due.state();
            seen.waiting--;
            if (seen.waiting == 0) {
                lagging.remove(due.id());
            }
        }
    }

    private static void replace(PageState before, PageState after) {
        if (before != null && before.isInTable()) {
            before.dataSource.byCreation().remove(before);
            before.dataSource.byEdit().remove(before);
        }
        if (after != null && after.isInTable()) {
            after.dataSource.byCreation().add(after);
            after.dataSource.byEdit().add(after);
        }
    }

    private record Due(UUID id, PageState state, Instant at) {}

    /** What queries still see of a page. */
    private static final class Seen {
        private PageState state;
        private int waiting;

        Seen(PageState state) {
            this.state = state;
        }
    }
}
