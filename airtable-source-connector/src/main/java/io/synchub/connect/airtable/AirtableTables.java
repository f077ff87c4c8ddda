/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable;

import io.synchub.connect.airtable.base.BaseTable;
import io.synchub.connect.airtable.base.BaseTables;
import io.synchub.connect.airtable.config.AirtableConfig;
import io.synchub.connect.airtable.read.SharedBase;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.poll.StreamRef;
import io.synchub.connect.common.poll.TableFinder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of a configuration. One search at a time. */
final class AirtableTables implements TableFinder {
    private static final Logger LOG = LoggerFactory.getLogger(AirtableTables.class);

    private final AirtableConfig config;
    private final SharedBase base;
    private final Set<String> told = new HashSet<>();
    /** Once: what is renamed while the task runs keeps what it has. */
    private final Set<String> checked = new HashSet<>();

    AirtableTables(AirtableConfig config, SharedBase base) {
        this.config = config;
        this.base = base;
    }

    @Override
    public List<StreamRef> find() {
        BaseTables tables = base.tables();
        requireAll(tables, AirtableConfig.VIEW, config.tablesWithView());
        requireAll(tables, AirtableConfig.FORMULA, config.tablesWithFormula());
        if (config.allTables()) {
            return tables.tables().stream().map(AirtableTables::stream).toList();
        }
        List<StreamRef> found = new ArrayList<>();
        for (String wanted : config.tables()) {
            Optional<BaseTable> table = tables.byId(wanted).or(() -> tables.byName(wanted));
            table.map(AirtableTables::stream).ifPresent(found::add);
            if (table.isEmpty() && told.add(wanted)) {
                LOG.error(
                        "Base {} has no table '{}'; the others go on, and it is followed as soon as there is one. If it was"
                                + " renamed, put its new name or its id into {}",
                        config.base(),
                        wanted,
                        AirtableConfig.TABLES);
            }
        }
        return found;
    }

    /** A view or a formula that fits no table any more would let all rows of one through that was renamed. */
    private void requireAll(BaseTables tables, String key, Set<String> named) {
        for (String table : named) {
            if (checked.add(key + table)
                    && tables.byId(table).or(() -> tables.byName(table)).isEmpty()) {
                throw ApiFailure.unanswered(
                        ApiFailure.Scope.STREAM,
                        "table_not_found",
                        "Base " + config.base() + " has no table '" + table + "', which " + key
                                + " names. If it was renamed, put its new name or its id there",
                        null);
            }
        }
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
