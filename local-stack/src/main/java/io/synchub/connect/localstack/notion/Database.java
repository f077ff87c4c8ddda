/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What holds data sources. Made by {@link NotionSimulator#createDatabase}. */
public final class Database {
    final Workspace workspace;
    final Instant created;
    final List<DataSource> dataSources = new ArrayList<>();
    private final UUID id;
    private final String name;

    Database(Workspace workspace, String name) {
        this.workspace = workspace;
        this.name = name;
        this.created = workspace.clock.instant();
        this.id = workspace.ids.next();
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** A table of this database. */
    public DataSource createDataSource(String dataSourceName, Property... properties) {
        synchronized (workspace) {
            DataSource dataSource = new DataSource(this, dataSourceName, properties);
            dataSources.add(dataSource);
            workspace.dataSources.put(dataSource.id(), dataSource);
            return dataSource;
        }
    }

    /** Seen while any of its tables is. */
    boolean isShared() {
        return dataSources.isEmpty() || dataSources.stream().anyMatch(DataSource::isShared);
    }
}
