/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.common.config.NamedId;
import io.synchub.connect.common.config.Validation;
import io.synchub.connect.common.http.ApiClient;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.RetrySettings;
import io.synchub.connect.notion.api.NotionApi;
import io.synchub.connect.notion.catalog.NotionCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a configuration against the API: the token, each data source and database, and that Notion takes the filter. Recommends
 * the data sources that are shared with the token.
 *
 * <p>An API that has no time just now refuses nothing: the tasks wait for it.
 */
public final class NotionConfigCheck {
    private static final Logger LOG = LoggerFactory.getLogger(NotionConfigCheck.class);
    /** The user waits for the answer. */
    private static final RetrySettings IMPATIENT =
            new RetrySettings(2, Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(15));

    private final NotionConfig config;
    private final Validation validation;
    private final NotionApi api;
    private final NotionCatalog catalog;

    private NotionConfigCheck(NotionConfig config, Validation validation, ApiClient client) {
        this.config = config;
        this.validation = validation;
        this.api = new NotionApi(client::call);
        this.catalog = new NotionCatalog(api);
    }

    /** @param validation without errors so far */
    public static void run(NotionConfig config, Validation validation) {
        if (!config.allDataSources()
                && config.dataSources().isEmpty()
                && config.databases().isEmpty()) {
            validation.error(
                    NotionConfig.DATA_SOURCES,
                    "nothing is to be followed: name data sources here, or * for all that are shared with the token, or"
                            + " name databases in " + NotionConfig.DATABASES);
        }
        try (ApiClient client = NotionAccess.guest(config, IMPATIENT)) {
            new NotionConfigCheck(config, validation, client).check();
        }
    }

    private void check() {
        if (!reaches(NotionConfig.TOKEN, () -> {
            catalog.checkToken();
            return true;
        })) {
            return;
        }
        List<NotionCatalog.Entry> followed = new ArrayList<>();
        for (String id : config.dataSources()) {
            ask(NotionConfig.DATA_SOURCES, () -> catalog.dataSource(id)).ifPresent(followed::add);
        }
        for (String id : config.databases()) {
            ask(NotionConfig.DATABASES, () -> catalog.ofDatabase(id)).ifPresent(followed::addAll);
        }
        ask(NotionConfig.DATA_SOURCES, catalog::shared).ifPresent(shared -> {
            validation.recommend(
                    NotionConfig.DATA_SOURCES,
                    shared.stream()
                            .map(entry -> (Object) NamedId.of(entry.name(), entry.id()))
                            .toList());
            if (config.allDataSources()) {
                followed.addAll(shared);
            }
        });
        checkFilters(followed);
    }

    private void checkFilters(List<NotionCatalog.Entry> followed) {
        for (NotionCatalog.Entry entry : followed) {
            Optional<JsonNode> filter = config.filter().of(entry.id());
            filter.ifPresent(json -> ask(NotionConfig.FILTER, () -> {
                api.tryFilter(entry.id(), json);
                return true;
            }));
        }
        for (String id : config.filter().dataSources()) {
            if (followed.stream().noneMatch(entry -> entry.id().equals(id)) && !validation.hasErrors()) {
                validation.error(
                        NotionConfig.FILTER,
                        id
                                + " has a filter, but is none of the data sources that are followed: take it away, or add it to "
                                + NotionConfig.DATA_SOURCES);
            }
        }
    }

    private boolean reaches(String key, Supplier<Boolean> question) {
        return ask(key, question).isPresent();
    }

    private <T> Optional<T> ask(String key, Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (ApiFailure e) {
            if (e.scope() != ApiFailure.Scope.PASSING) {
                validation.error(key, e.getMessage());
            } else if (e.status() == 0 || e.code().isEmpty()) {
                validation.error(NotionConfig.URL, "the API cannot be reached there: " + e.getMessage());
            } else {
                LOG.warn("The configuration could not be checked against the API: {}", e.getMessage());
            }
            return Optional.empty();
        }
    }
}
