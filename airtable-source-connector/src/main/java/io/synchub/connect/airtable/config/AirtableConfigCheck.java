/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.airtable.api.AirtableApi;
import io.synchub.connect.airtable.base.BaseTable;
import io.synchub.connect.airtable.base.BaseTables;
import io.synchub.connect.airtable.webhook.Hooks;
import io.synchub.connect.common.config.NamedId;
import io.synchub.connect.common.config.Validation;
import io.synchub.connect.common.http.ApiClient;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.JsonTree;
import io.synchub.connect.common.http.RetrySettings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a configuration against the API: the token and its scopes, the base, the tables with their views and fields, that
 * Airtable takes the formulas, and that changes can be found as is wanted. Recommends bases and tables. Changes nothing there.
 *
 * <p>It asks for the list of bases, the base's description, the webhooks if they are wanted, and one record of each table with a
 * formula; without formulas, of one table. An API that has no time just now refuses nothing: the tasks wait for it.
 */
public final class AirtableConfigCheck {
    private static final Logger LOG = LoggerFactory.getLogger(AirtableConfigCheck.class);
    /** The user waits for the answer. */
    private static final RetrySettings IMPATIENT =
            new RetrySettings(2, Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(15));

    private static final int TOO_MANY = 429;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final AirtableConfig config;
    private final Validation validation;
    private final AirtableApi api;

    private AirtableConfigCheck(AirtableConfig config, Validation validation, ApiClient client) {
        this.config = config;
        this.validation = validation;
        this.api = new AirtableApi(client::call, config.base());
    }

    /** @param validation without errors so far */
    public static void run(AirtableConfig config, Validation validation) {
        if (config.base().isEmpty()) {
            validation.error(
                    AirtableConfig.BASE,
                    "no base is named: give the id of one. Those that the token may read are recommended");
        }
        if (config.tables().isEmpty() && !config.allTables()) {
            validation.error(
                    AirtableConfig.TABLES,
                    "nothing is to be followed: name tables, or * for all of the base. Those of the base are recommended");
        }
        try (ApiClient client = AirtableAccess.guest(config, IMPATIENT)) {
            new AirtableConfigCheck(config, validation, client).check();
        } catch (ApiFailure e) {
            failed(validation, e);
        } catch (IOException e) {
            validation.error(AirtableConfig.URL, "what answers there is not Airtable's API: " + e.getMessage());
        }
    }

    /** What ends the check: a failure that concerns the connector as a whole, or no answer. */
    private static void failed(Validation validation, ApiFailure e) {
        boolean later = e.status() == TOO_MANY || e.status() != 0 && !e.code().isEmpty();
        switch (e.scope()) {
            case PASSING -> {
                if (later) {
                    LOG.warn("The configuration could not be checked against the API: {}", e.getMessage());
                } else {
                    validation.error(AirtableConfig.URL, "the API cannot be reached there: " + e.getMessage());
                }
            }
            // The month's quota is that of the base's workspace.
            case CONNECTOR ->
                validation.error(e.status() == TOO_MANY ? AirtableConfig.BASE : AirtableConfig.TOKEN, e.getMessage());
            default -> validation.error(AirtableConfig.BASE, e.getMessage());
        }
    }

    private void check() throws IOException {
        Optional<List<BaseEntry>> bases = bases();
        bases.ifPresent(list -> validation.recommend(
                AirtableConfig.BASE,
                list.stream().map(base -> (Object) base.named()).toList()));
        if (config.base().isEmpty()) {
            return;
        }
        Optional<BaseEntry> base = bases.flatMap(list -> list.stream()
                .filter(candidate -> candidate.id().equals(config.base()))
                .findFirst());
        if (bases.isPresent() && base.isEmpty()) {
            validation.error(
                    AirtableConfig.BASE,
                    "the token has no access to it, or it is not there: add it to the token's access, or choose one of "
                            + Listed.of(bases.get(), BaseEntry::named));
            return;
        }
        Optional<BaseTables> tables = tables(base);
        if (tables.isPresent()) {
            check(base, tables.get());
        }
    }

    private void check(Optional<BaseEntry> base, BaseTables tables) {
        validation.recommend(
                AirtableConfig.TABLES,
                tables.tables().stream()
                        .map(table -> (Object) NamedId.of(table.name(), table.id()))
                        .toList());
        TablesCheck ofTables = new TablesCheck(config, validation, tables);
        ofTables.followed().ifPresent(followed -> {
            ofTables.check(followed);
            checkRecords(followed);
        });
        if (config.changeDetection() == ChangeDetection.WEBHOOK) {
            checkWebhooks(base);
        }
    }

    /** Empty when the token may not list them, which is no error yet: it may be able to read the one that is named. */
    private Optional<List<BaseEntry>> bases() throws IOException {
        try {
            return Optional.of(BaseEntry.list(api));
        } catch (ApiFailure e) {
            if (!refused(e)) {
                throw e;
            }
            if (config.base().isEmpty()) {
                validation.error(AirtableConfig.TOKEN, e.getMessage());
            }
            return Optional.empty();
        }
    }

    private Optional<BaseTables> tables(Optional<BaseEntry> base) throws IOException {
        try {
            return Optional.of(BaseTables.read(api.tables().body()));
        } catch (ApiFailure e) {
            if (!refused(e)) {
                throw e;
            }
            if (base.isPresent()) {
                validation.error(AirtableConfig.BASE, e.getMessage());
            } else {
                validation.error(
                        AirtableConfig.TOKEN,
                        "it may neither list bases nor read base " + config.base()
                                + ": give it the scope schema.bases:read, and add the base to its access");
            }
            return Optional.empty();
        }
    }

    /** Tries each formula; without any, whether records may be read. */
    private void checkRecords(List<BaseTable> followed) {
        List<BaseTable> filtered =
                followed.stream().filter(table -> !formula(table).isEmpty()).toList();
        for (BaseTable table : filtered.isEmpty() ? followed.subList(0, Math.min(1, followed.size())) : filtered) {
            if (!reads(table)) {
                return;
            }
        }
    }

    /** Whether the token may read records at all. */
    private boolean reads(BaseTable table) {
        ObjectNode one = JsonNodeFactory.instance.objectNode();
        one.put("pageSize", 1).put("maxRecords", 1);
        if (!formula(table).isEmpty()) {
            one.put("filterByFormula", formula(table));
        }
        try {
            api.records(table.id(), one, false, JsonTree.OBJECT);
        } catch (ApiFailure e) {
            if (refused(e)) {
                validation.error(
                        AirtableConfig.TOKEN,
                        "it may not read the records of base " + config.base()
                                + ": give it the scope data.records:read");
                return false;
            }
            if (e.scope() != ApiFailure.Scope.STREAM) {
                throw e;
            }
            validation.error(
                    formula(table).isEmpty() ? AirtableConfig.TABLES : AirtableConfig.FORMULA,
                    Listed.tables(List.of(table)) + ": " + e.getMessage()
                            + config.formulas().doubt());
        }
        return true;
    }

    private void checkWebhooks(Optional<BaseEntry> base) {
        List<String> missing = new ArrayList<>();
        try {
            if (!new Hooks(api, InstantSource.system()).canHaveOne()) {
                validation.error(
                        AirtableConfig.CHANGE_DETECTION,
                        "the base has as many webhooks as it may have, and none that this connector could read: delete one"
                                + " of them, or choose another detection");
                return;
            }
        } catch (ApiFailure e) {
            if (e.scope() != ApiFailure.Scope.STREAM) {
                throw e;
            }
            if (!refused(e)) {
                validation.error(AirtableConfig.CHANGE_DETECTION, e.getMessage());
                return;
            }
            missing.add("the scope webhook:manage");
        }
        if (base.isPresent() && !base.get().mayCreateWebhooks()) {
            missing.add("the role of a creator in the base for its user, who has the role "
                    + base.get().permissionLevel());
        }
        if (!missing.isEmpty()) {
            validation.error(
                    AirtableConfig.CHANGE_DETECTION,
                    "for a webhook of base " + config.base() + " the token needs " + String.join(", and ", missing)
                            + ". Or choose auto, which takes what is possible");
        }
    }

    private String formula(BaseTable table) {
        return config.formula(table.id(), table.name());
    }

    /** Whether the token is valid, and may not do this. */
    private static boolean refused(ApiFailure e) {
        return e.scope() != ApiFailure.Scope.PASSING && (e.status() == FORBIDDEN || e.status() == NOT_FOUND);
    }
}
