/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion;

import io.synchub.connect.common.http.ApiClient;
import io.synchub.connect.common.http.ApiFailure;
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
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data sources of a configuration. */
final class NotionTables implements PollingSourceConnector.Tables {
    private static final Logger LOG = LoggerFactory.getLogger(NotionTables.class);

    private final Map<String, String> properties;
    private final NotionConfig config;

    NotionTables(Map<String, String> properties) {
        this.properties = Map.copyOf(properties);
        this.config = NotionConfig.of(properties);
    }

    @Override
    public List<StreamRef> find(Function<StreamRef, Optional<String>> pinned) {
        try (ApiClient client = NotionAccess.guest(config, config.retries().settings())) {
            NotionCatalog catalog = new NotionCatalog(new NotionApi(client::call));
            Map<String, NotionCatalog.Entry> found = new LinkedHashMap<>();
            if (config.allDataSources()) {
                catalog.shared().forEach(entry -> found.put(entry.id(), entry));
            }
            for (String id : config.dataSources()) {
                found.put(id, ofOne(id, () -> catalog.dataSource(id), new NotionCatalog.Entry(id, "")));
            }
            for (String id : config.databases()) {
                ofOne(id, () -> catalog.ofDatabase(id), List.<NotionCatalog.Entry>of())
                        .forEach(entry -> found.put(entry.id(), entry));
            }
            return found.values().stream()
                    .map(entry -> new StreamRef(entry.id(), entry.name()))
                    .toList();
        }
    }

    /** One that cannot be read now must not keep the others waiting: its own task pauses it, and tells. */
    private static <T> T ofOne(String id, Supplier<T> question, T otherwise) {
        try {
            return question.get();
        } catch (ApiFailure e) {
            if (e.scope() != ApiFailure.Scope.STREAM) {
                throw e;
            }
            LOG.error("{} cannot be read; the others go on: {}", id, e.getMessage());
            return otherwise;
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
