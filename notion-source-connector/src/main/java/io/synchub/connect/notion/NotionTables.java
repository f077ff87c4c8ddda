/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion;

import io.synchub.connect.common.http.ApiClient;
import io.synchub.connect.common.http.RateLimit;
import io.synchub.connect.common.poll.PollingSourceConnector;
import io.synchub.connect.common.poll.StreamRef;
import io.synchub.connect.notion.api.NotionApi;
import io.synchub.connect.notion.catalog.NotionCatalog;
import io.synchub.connect.notion.config.NotionAccess;
import io.synchub.connect.notion.config.NotionConfig;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The data sources of a configuration. */
final class NotionTables implements PollingSourceConnector.Tables {
    private final Map<String, String> properties;
    private final NotionConfig config;

    NotionTables(Map<String, String> properties) {
        this.properties = Map.copyOf(properties);
        this.config = NotionConfig.of(properties);
    }

    @Override
    public List<StreamRef> find() {
        try (ApiClient client = NotionAccess.client(
                config, config.rate().limit(), config.retries().settings())) {
            NotionCatalog catalog = new NotionCatalog(new NotionApi(client::call));
            Map<String, NotionCatalog.Entry> found = new LinkedHashMap<>();
            if (config.allDataSources()) {
                catalog.shared().forEach(entry -> found.put(entry.id(), entry));
            }
            config.dataSources().forEach(id -> found.put(id, catalog.dataSource(id)));
            config.databases().forEach(id -> catalog.ofDatabase(id).forEach(entry -> found.put(entry.id(), entry)));
            return found.values().stream()
                    .map(entry -> new StreamRef(entry.id(), entry.name()))
                    .toList();
        }
    }

    @Override
    public boolean mayGrow() {
        return config.allDataSources() || !config.databases().isEmpty();
    }

    @Override
    public List<Map<String, String>> taskProperties(int tasks) {
        List<RateLimit> parts = config.rate().limit().split(tasks);
        return parts.stream()
                .map(part -> {
                    Map<String, String> task = new HashMap<>(properties);
                    task.putAll(config.rate().properties(part));
                    return task;
                })
                .toList();
    }
}
