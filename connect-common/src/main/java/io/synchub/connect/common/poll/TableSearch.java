/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.http.ApiFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the tables of a task while it runs, for platforms whose requests one task must own: when it starts, and, where more may
 * turn up, at each slot of the schedule. A table that was found stays the task's; it pauses by itself when it is gone.
 *
 * <p>One search at a time, each on any thread.
 */
final class TableSearch {
    private static final Logger LOG = LoggerFactory.getLogger(TableSearch.class);

    private final TableFinder finder;
    private final StreamSettings settings;
    private final OffsetStorageReader offsets;
    private final StreamFactory factory;
    private final Consumer<StreamPoller> found;
    private final InstantSource clock;
    private final Instant began;
    /** Names that were given, of which offsets may not know yet. */
    private final Map<String, StreamRef> named = new LinkedHashMap<>();

    private boolean searched;

    /**
     * @param found gets each new stream
     * @param began when the task did
     */
    TableSearch(
            TableFinder finder,
            StreamSettings settings,
            OffsetStorageReader offsets,
            StreamFactory factory,
            Consumer<StreamPoller> found,
            InstantSource clock,
            Instant began) {
        this.finder = finder;
        this.settings = settings;
        this.offsets = offsets;
        this.factory = factory;
        this.found = found;
        this.clock = clock;
        this.began = began;
    }

    /**
     * Asks the platform once.
     *
     * @return when to ask again, if ever
     * @throws ApiFailure when it concerns the whole connector
     */
    Optional<Instant> search() {
        try {
            add(finder.find(this::pinned));
        } catch (ApiFailure e) {
            if (e.code().equals(ApiFailure.CLOSED)) {
                return Optional.empty();
            }
            if (e.scope() == ApiFailure.Scope.CONNECTOR) {
                throw e;
            }
            if (searched) {
                LOG.warn("Which tables there are cannot be found out; it is tried again: {}", e.getMessage());
            } else {
                LOG.error("No table can be followed until it is known which there are: {}", e.getMessage());
            }
            return Optional.of(clock.instant()
                    .plus(
                            e.scope() == ApiFailure.Scope.PASSING
                                    ? settings.retryBackoff()
                                    : settings.retryBackoffMax()));
        }
        return finder.mayGrow() ? next() : Optional.empty();
    }

    private Optional<Instant> next() {
        return settings.schedule().following(began, clock.instant());
    }

    private void add(List<StreamRef> tables) {
        List<StreamRef> all = new ArrayList<>(named.values());
        tables.stream().filter(table -> !named.containsKey(table.id())).forEach(all::add);
        if (all.isEmpty() && !searched) {
            LOG.warn("There is no table to follow yet");
        }
        if (all.size() > named.size()) {
            for (StreamRef stream : StreamNames.unique(all, this::pinned)) {
                if (named.putIfAbsent(stream.id(), stream) == null) {
                    found.accept(factory.open(stream));
                }
            }
        }
        searched = true;
    }

    private Optional<String> pinned(StreamRef table) {
        return Optional.ofNullable(named.get(table.id())).map(StreamRef::name).or(() -> StreamNames.pinnedIn(offsets)
                .apply(table));
    }
}
