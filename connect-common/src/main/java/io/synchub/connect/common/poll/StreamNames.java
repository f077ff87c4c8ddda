/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.ledger.SegmentLog;
import io.synchub.connect.common.schema.Names;
import io.synchub.connect.common.schema.TableSpec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Names streams so that no two of a connector share a topic. A name that is pinned stays, whatever the others are called. */
final class StreamNames {
    private StreamNames() {}

    /**
     * @param tables with their names as people wrote them; one that is there twice counts once
     * @param pinned the name that a table has for ever, if it has one yet
     * @return the same in the order of their ids, with names for topics
     */
    static List<StreamRef> unique(List<StreamRef> tables, Function<StreamRef, Optional<String>> pinned) {
        Map<String, StreamRef> byId = new TreeMap<>();
        tables.forEach(table -> byId.putIfAbsent(table.id(), table));
        List<StreamRef> sorted = List.copyOf(byId.values());
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (StreamRef table : sorted) {
            pinned.apply(table).ifPresent(name -> {
                names.put(table.id(), name);
                taken.add(name);
            });
        }
        for (StreamRef table : sorted) {
            names.computeIfAbsent(table.id(), id -> {
                String name = Names.stream(table.name(), id);
                for (int i = 1; !taken.add(name); i++) {
                    name = Names.streamWithId(table.name(), id) + (i == 1 ? "" : "_" + i);
                }
                return name;
            });
        }
        return sorted.stream()
                .map(table -> new StreamRef(table.id(), names.get(table.id())))
                .toList();
    }

    /** The names that are pinned in source offsets. */
    static Function<StreamRef, Optional<String>> pinnedIn(OffsetStorageReader offsets) {
        return table -> SegmentLog.readTable(offsets, table.id())
                .map(TableSpec::fromJson)
                .map(TableSpec::stream);
    }
}
