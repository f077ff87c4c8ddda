/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Everything there is. Its monitor guards all of the model. */
final class Workspace {
    final Clock clock;
    final Ids ids = new Ids();
    final QueryIndex index = new QueryIndex();
    final UUID id = ids.next();
    final Map<UUID, PageState> pages = new HashMap<>();
    final Map<UUID, Database> databases = new LinkedHashMap<>();
    final Map<UUID, DataSource> dataSources = new LinkedHashMap<>();
    final List<User> users = new ArrayList<>();
    /** The integration itself. */
    final User bot;

    final User owner;
    /** The page that holds the databases. */
    final UUID home;

    private int order;
    private boolean quiet;

    Workspace(Clock clock, String integration) {
        this.clock = clock;
        owner = add(new User(ids.next(), "Ada Owner", "ada@example.invalid"));
        bot = add(new User(ids.next(), integration, null));
        home = createPage(null, null, Map.of("title", "Home"), clock.instant());
    }

    User add(User user) {
        users.add(user);
        return user;
    }

    int now() {
        return Times.minute(clock.instant());
    }

    int nextOrder() {
        return ++order;
    }

    /** Edits inside do not move edit times. */
    synchronized void quietly(Runnable edits) {
        boolean before = quiet;
        quiet = true;
        try {
            edits.run();
        } finally {
            quiet = before;
        }
    }

    /** A page of a table, below another page in a wiki, or of the workspace when there is no table. */
    synchronized UUID createPage(DataSource dataSource, UUID parent, Map<String, ?> values, Instant created) {
        PageState.Draft draft = new PageState.Draft();
        draft.id = ids.next();
        draft.dataSource = dataSource;
        draft.parent = parent;
        draft.createdMinute = Times.minute(created);
        draft.editedMinute = draft.createdMinute;
        draft.createdOrder = nextOrder();
        draft.editedOrder = draft.createdOrder;
        draft.createdBy = owner;
        draft.editedBy = owner;
        if (dataSource == null) {
            draft.cells = new Object[] {values.get("title")};
        } else {
            draft.number = dataSource.nextNumber();
            draft.cells = dataSource.cells(values);
        }
        PageState state = new PageState(draft);
        replace(null, state);
        return state.id;
    }

    /** The page's newest state. */
    synchronized PageState page(UUID page) {
        PageState state = pages.get(page);
        if (state == null) {
            throw new IllegalStateException("Page " + page + " was deleted for ever");
        }
        return state;
    }

    /** An edit by a user, which moves the edit time. */
    synchronized void edit(UUID page, User by, Consumer<PageState.Draft> edit) {
        PageState before = page(page);
        PageState.Draft draft = before.change();
        edit.accept(draft);
        if (!quiet) {
            draft.editedMinute = now();
            draft.editedOrder = nextOrder();
            draft.editedBy = by;
        }
        replace(before, new PageState(draft));
    }

    /** A change that is no edit. */
    synchronized void touch(UUID page, Consumer<PageState.Draft> change) {
        PageState before = page(page);
        PageState.Draft draft = before.change();
        change.accept(draft);
        replace(before, new PageState(draft));
    }

    synchronized void delete(UUID page) {
        replace(page(page), null);
    }

    private void replace(PageState before, PageState after) {
        if (after == null) {
            pages.remove(before.id);
        } else {
            pages.put(after.id, after);
        }
        index.changed(before, after, clock.instant());
        updateOtherSides(before, after);
    }

    private void updateOtherSides(PageState before, PageState after) {
        PageState some = after == null ? before : after;
        if (some.dataSource == null || (before != null && after != null && before.cells == after.cells)) {
            return;
        }
        for (SchemaEntry entry : some.dataSource.pairedRelations()) {
            Set<UUID> was = before == null ? Set.of() : related(before, entry);
            Set<UUID> is = after == null ? Set.of() : related(after, entry);
            was.stream().filter(page -> !is.contains(page)).forEach(page -> relate(page, entry, some.id, false));
            is.stream().filter(page -> !was.contains(page)).forEach(page -> relate(page, entry, some.id, true));
        }
    }

    private void relate(UUID page, SchemaEntry entry, UUID other, boolean on) {
        PageState before = pages.get(page);
        int slot = entry.otherSide().slot;
        if (before == null || before.dataSource != entry.otherSide().dataSource) {
            return;
        }
        Set<UUID> ids = related(before, entry.otherSide());
        if (on ? ids.add(other) : ids.remove(other)) {
            PageState.Draft draft = before.change();
            draft.put(slot, ids.toArray(UUID[]::new));
            PageState after = new PageState(draft);
            pages.put(page, after);
            index.changed(before, after, clock.instant());
        }
    }

    private static Set<UUID> related(PageState page, SchemaEntry entry) {
        return page.cell(entry.slot) instanceof UUID[] ids
                ? new LinkedHashSet<>(Arrays.asList(ids))
                : new LinkedHashSet<>();
    }
}
