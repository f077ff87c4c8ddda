/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable;

import io.synchub.connect.airtable.base.BaseTable;
import io.synchub.connect.airtable.base.BaseTables;
import io.synchub.connect.airtable.config.AirtableConfig;
import io.synchub.connect.airtable.read.SharedBase;
import io.synchub.connect.common.poll.StreamRef;
import io.synchub.connect.common.poll.TableFinder;
import io.synchub.connect.common.schema.Names;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of a configuration. One search at a time; {@link #nameOf} for any thread.
 *
 * <p>A table that the configuration names, and that was renamed after it had been followed, is told by its topic's name, which is
 * pinned.
 */
final class AirtableTables implements TableFinder {
    private static final Logger LOG = LoggerFactory.getLogger(AirtableTables.class);

    private final AirtableConfig config;
    private final SharedBase base;
    private final Set<String> told = new HashSet<>();
    /** What was looked for in offsets: once, since that takes time, and what is pinned does not change. */
    private final Set<String> searched = new HashSet<>();

    /** The names that the configuration has for tables, by their ids. */
    private final Map<String, String> configured = new ConcurrentHashMap<>();

    AirtableTables(AirtableConfig config, SharedBase base) {
        this.config = config;
        this.base = base;
    }

    /** What the configuration calls a table. */
    String nameOf(BaseTable table) {
        return configured.getOrDefault(table.id(), table.name());
    }

    @Override
    public List<StreamRef> find(Function<StreamRef, Optional<String>> pinned) {
        BaseTables tables = base.tables();
        config.tablesWithView().forEach(name -> resolve(name, tables, pinned, AirtableConfig.VIEW));
        config.tablesWithFormula().forEach(name -> resolve(name, tables, pinned, AirtableConfig.FORMULA));
        if (config.allTables()) {
            return tables.tables().stream().map(AirtableTables::stream).toList();
        }
        Map<String, StreamRef> found = new LinkedHashMap<>();
        for (String wanted : config.tables()) {
            resolve(wanted, tables, pinned, AirtableConfig.TABLES)
                    .map(AirtableTables::stream)
                    .or(() -> ofId(wanted))
                    .ifPresent(stream -> found.putIfAbsent(stream.id(), stream));
        }
        return List.copyOf(found.values());
    }

    private Optional<BaseTable> resolve(
            String wanted, BaseTables tables, Function<StreamRef, Optional<String>> pinned, String key) {
        Optional<BaseTable> table = tables.byId(wanted)
                .or(() -> known(wanted, tables))
                .or(() -> tables.byName(wanted))
                .or(() -> searched.add(wanted) ? renamed(wanted, tables, pinned) : Optional.empty());
        if (table.isPresent()) {
            configured.putIfAbsent(table.get().id(), wanted);
        } else if (told.add(key + wanted)) {
            LOG.error(
                    "Base {} has no table '{}', which {} names; the others go on. If it was renamed, put its new name or its"
                            + " id there",
                    config.base(),
                    wanted,
                    key);
        }
        return table;
    }

    /** Found before, whatever it is called by now. */
    private Optional<BaseTable> known(String wanted, BaseTables tables) {
        return tables.tables().stream()
                .filter(table -> wanted.equals(configured.get(table.id())))
                .findFirst();
    }

    private static Optional<BaseTable> renamed(
            String wanted, BaseTables tables, Function<StreamRef, Optional<String>> pinned) {
        return tables.tables().stream()
                .filter(table -> pinned.apply(stream(table)).equals(Optional.of(Names.stream(wanted, table.id()))))
                .findFirst();
    }

    /** One that is gone is handed over all the same: its stream pauses, and tells. */
    private static Optional<StreamRef> ofId(String wanted) {
        return wanted.matches("tbl[0-9A-Za-z]{14}") ? Optional.of(new StreamRef(wanted, wanted)) : Optional.empty();
    }

    private static StreamRef stream(BaseTable table) {
        return new StreamRef(table.id(), table.name());
    }

    /** A table that is named may be made, or come back, later. */
    @Override
    public boolean mayGrow() {
        return true;
    }
}
