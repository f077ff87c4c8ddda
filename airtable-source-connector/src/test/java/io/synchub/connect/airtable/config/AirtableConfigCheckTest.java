/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import static io.synchub.connect.localstack.airtable.AirtableFaults.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.synchub.connect.airtable.api.AirtableApi;
import io.synchub.connect.common.config.Validation;
import io.synchub.connect.common.http.ApiClient;
import io.synchub.connect.common.http.RetrySettings;
import io.synchub.connect.localstack.airtable.AirtableFaults;
import io.synchub.connect.localstack.airtable.AirtableSimulator;
import io.synchub.connect.localstack.airtable.Base;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Role;
import io.synchub.connect.localstack.airtable.Scope;
import io.synchub.connect.localstack.airtable.Table;
import io.synchub.connect.localstack.http.Answer;
import io.synchub.connect.localstack.http.Fault;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AirtableConfigCheckTest {
    private static final String SECRET = "patAbCdEf.veryverysecret";

    private AirtableSimulator airtable;
    private Base sales;
    private Base other;
    private Table orders;
    private Table people;
    private Map<String, ConfigValue> validated;

    @BeforeEach
    void fill() {
        airtable = AirtableSimulator.builder().token(SECRET).start();
        sales = airtable.createBase("Sales, EU");
        other = airtable.createBase("Other");
        orders = sales.createTable(
                "Orders", Field.text("Name"), Field.number("Amount", 2), Field.lastModifiedTime("Modified"));
        people = sales.createTable("People", Field.text("Name"), Field.email("Email"));
        orders.createRecord("First");
        orders.addView("Open", row -> true);
    }

    @AfterEach
    void close() {
        airtable.close();
    }

    @Test
    void a_good_configuration_has_no_errors_and_gets_recommendations() {
        assertThat(errors(Map.of())).isEmpty();

        assertThat(recommended("airtable.base"))
                .containsExactly("Sales  EU (" + sales.id() + ")", "Other (" + other.id() + ")");
        assertThat(recommended("airtable.tables"))
                .containsExactly("Orders (" + orders.id() + ")", "People (" + people.id() + ")");
        assertThat(airtable.requests().total()).isEqualTo(3);
        assertThat(airtable.requests().count("GET /v0/meta/bases")).isEqualTo(1);
        assertThat(airtable.requests().count("GET /v0/meta/bases/{base}/tables"))
                .isEqualTo(1);
        assertThat(airtable.requests().requests(AirtableFaults.listings()))
                .singleElement()
                .satisfies(listing -> assertThat(listing.bodyText()).contains("\"maxRecords\":1"));
    }

    @Test
    void recommended_values_are_taken_as_they_are() {
        assertThat(errors(Map.of(
                        "airtable.base", "Sales  EU (" + sales.id() + ")",
                        "airtable.tables", "Orders (" + orders.id() + "),People")))
                .isEmpty();
    }

    @Test
    void nothing_named_is_an_error_with_the_bases_to_choose_from() {
        assertThat(errors(Map.of("airtable.base", "", "airtable.tables", "")).keySet())
                .containsExactly("airtable.base", "airtable.tables");
        assertThat(recommended("airtable.base")).hasSize(2);
        assertThat(airtable.requests().total()).isEqualTo(1);
    }

    @Test
    void no_tables_named_is_an_error_with_the_tables_to_choose_from() {
        assertThat(errors(Map.of("airtable.tables", "")).keySet()).containsExactly("airtable.tables");
        assertThat(recommended("airtable.tables")).hasSize(2);
    }

    @Test
    void a_wrong_token_is_told_on_its_key_and_asked_for_once() {
        airtable.revokeToken(SECRET);

        assertThat(error("airtable.token", Map.of())).contains("Put a valid one into airtable.token");
        assertThat(airtable.requests().total()).isEqualTo(1);
    }

    @Test
    void a_base_that_the_token_may_not_see_is_told_with_those_it_may() {
        sales.role(SECRET, Role.NONE);

        assertThat(error("airtable.base", Map.of()))
                .contains("add it to the token's access")
                .contains("Other (" + other.id() + ")");
    }

    @Test
    void a_base_that_cannot_be_read_is_told_on_its_key() {
        airtable.faults().always(path("/tables"), AirtableFaults.forbidden());

        assertThat(error("airtable.base", Map.of())).contains("schema.bases:read");
    }

    @Test
    void a_token_that_may_not_read_schemas_lacks_a_scope() {
        airtable.allowToken(SECRET, Role.CREATE, Scope.RECORDS_READ);

        assertThat(error("airtable.token", Map.of())).contains("schema.bases:read");
        assertThat(errors(Map.of("airtable.base", "")).keySet()).containsExactly("airtable.base", "airtable.token");
    }

    @Test
    void a_token_that_may_read_the_base_need_not_list_bases() {
        airtable.faults().always(path("/meta/bases").and(path("/tables").negate()), AirtableFaults.forbidden());

        assertThat(errors(Map.of("airtable.change.detection", "webhook"))).isEmpty();
        assertThat(recommended("airtable.tables")).hasSize(2);
    }

    @Test
    void a_token_that_may_not_read_records_lacks_a_scope() {
        airtable.allowToken(SECRET, Role.CREATE, Scope.SCHEMA_READ);

        assertThat(error("airtable.token", Map.of())).contains("data.records:read");
        assertThat(error("airtable.token", Map.of("airtable.filter.formula", "{Name}='a'")))
                .contains("data.records:read");
        assertThat(airtable.requests().requests(AirtableFaults.listings())).hasSize(2);
    }

    @Test
    void tables_that_are_not_there_are_told_with_those_that_are() {
        assertThat(error("airtable.tables", Map.of("airtable.tables", "Orders,Gone", "airtable.fields", "Email")))
                .contains("no table Gone")
                .contains("Orders (" + orders.id() + "), People (" + people.id() + ")");
    }

    @Test
    void a_view_for_all_tables_must_be_in_each() {
        assertThat(error("airtable.view", Map.of("airtable.view", "Open")))
                .contains("People (" + people.id() + ")")
                .contains("no view Open")
                .contains("Grid view (")
                .contains("JSON object");
        assertThat(errors(Map.of("airtable.view", "Grid view"))).isEmpty();
    }

    @Test
    void views_of_tables_are_checked_for_each() {
        assertThat(errors(Map.of(
                        "airtable.view",
                        "{\"Orders\": \"" + orders.viewId("Open") + "\", \"" + people.id() + "\": \"Grid view\"}")))
                .isEmpty();
        assertThat(error("airtable.view", Map.of("airtable.view", "{\"People\": \"Open\"}")))
                .contains("no view Open")
                .doesNotContain("JSON object");
        assertThat(error("airtable.view", Map.of("airtable.view", "{\"Gone\": \"Open\"}")))
                .contains("no table Gone");
        assertThat(error(
                        "airtable.view",
                        Map.of("airtable.view", "{\"People\": \"Grid view\"}", "airtable.tables", "Orders")))
                .contains("not followed");
        assertThat(error(
                        "airtable.view",
                        Map.of("airtable.view", "{\"Orders\": \"Open\", \"" + orders.id() + "\": \"Open\"}")))
                .contains("by its name and by its id");
        assertThat(error("airtable.view", Map.of("airtable.view", "{\"Orders\": Open}", "airtable.tables", "Orders")))
                .contains("quotation marks");
    }

    @Test
    void fields_must_be_in_some_table_and_each_table_must_have_some() {
        assertThat(errors(Map.of("airtable.fields", "Name," + people.fieldId("Email"))))
                .isEmpty();
        assertThat(error("airtable.fields", Map.of("airtable.fields", "Name,Nick,Age")))
                .contains("the field Nick, nor Age");
        assertThat(error("airtable.fields", Map.of("airtable.fields", "Amount")))
                .contains("none of the fields: People (" + people.id() + ")")
                .doesNotContain("Orders");
    }

    @Test
    void a_formula_is_tried_on_each_table_it_is_for() {
        assertThat(errors(Map.of("airtable.filter.formula", "{Name}='a'"))).isEmpty();
        assertThat(airtable.requests().total()).isEqualTo(4);

        airtable.requests().clear();
        assertThat(error("airtable.filter.formula", Map.of("airtable.filter.formula", "{Amount}>1")))
                .contains("People (" + people.id() + ")")
                .contains("does not accept the formula");
        assertThat(airtable.requests().total()).isEqualTo(4);

        airtable.requests().clear();
        assertThat(errors(Map.of("airtable.filter.formula", "{\"Orders\": \"{Amount}>1\"}")))
                .isEmpty();
        assertThat(airtable.requests().total()).isEqualTo(3);
        assertThat(error("airtable.filter.formula", Map.of("airtable.filter.formula", "{\"Gone\": \"{Amount}>1\"}")))
                .contains("no table Gone");
    }

    @Test
    void a_webhook_needs_its_scope_and_the_role_of_a_creator() {
        Map<String, String> webhook = Map.of("airtable.change.detection", "webhook");
        assertThat(errors(webhook)).isEmpty();
        assertThat(airtable.requests().total()).isEqualTo(4);

        airtable.allowToken(SECRET, Role.EDIT, Scope.SCHEMA_READ, Scope.RECORDS_READ);
        assertThat(error("airtable.change.detection", webhook))
                .contains("webhook:manage, and the role of a creator")
                .contains("the role edit");

        airtable.allowToken(SECRET, Role.CREATE, Scope.SCHEMA_READ, Scope.RECORDS_READ);
        assertThat(error("airtable.change.detection", webhook))
                .contains("webhook:manage")
                .doesNotContain("role");
        assertThat(errors(Map.of("airtable.change.detection", "auto"))).isEmpty();
        assertThat(sales.webhooksCreated()).isZero();
    }

    @Test
    void a_webhook_needs_room_in_the_base() {
        Map<String, String> webhook = Map.of("airtable.change.detection", "webhook");
        try (ApiClient client = AirtableAccess.guest(
                AirtableConfig.of(completed(webhook)),
                new RetrySettings(1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(10)))) {
            AirtableApi api = new AirtableApi(client::call, sales.id());
            for (int i = 0; i < 10; i++) {
                ObjectNode body = JsonNodeFactory.instance.objectNode();
                body.put("notificationUrl", "https://example.invalid");
                body.putObject("specification")
                        .putObject("options")
                        .putObject("filters")
                        .putArray("dataTypes")
                        .add("tableData");
                api.createWebhook(body);
            }
        }

        assertThat(error("airtable.change.detection", webhook)).contains("as many webhooks as it may have");
        assertThat(errors(Map.of("airtable.change.detection", "auto"))).isEmpty();
    }

    @Test
    void modified_time_needs_its_field_in_each_table() {
        assertThat(error("airtable.change.detection", Map.of("airtable.change.detection", "modified-time")))
                .contains("People (" + people.id() + ")")
                .doesNotContain("Orders");
        assertThat(errors(Map.of("airtable.change.detection", "modified-time", "airtable.tables", "Orders")))
                .isEmpty();
    }

    @Test
    void a_used_up_quota_is_told_on_the_base_and_nothing_more_is_asked() {
        String body = "{\"error\":{\"type\":\"PUBLIC_API_BILLING_LIMIT_EXCEEDED\",\"message\":\"Used up\"}}";
        airtable.faults()
                .always(request -> true, Fault.instead(Answer.json(429, body.getBytes(StandardCharsets.UTF_8))));

        assertThat(error("airtable.base", Map.of())).contains("month's quota");
        assertThat(airtable.requests().total()).isEqualTo(1);
    }

    @Test
    void an_api_that_has_no_time_refuses_nothing() {
        airtable.faults().always(request -> true, AirtableFaults.serverError(503));

        assertThat(errors(Map.of())).isEmpty();
        assertThat(airtable.requests().total()).isEqualTo(2);
    }

    @Test
    void an_address_where_nobody_listens_is_told_on_its_key() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(error("airtable.url", Map.of("airtable.url", "http://127.0.0.1:" + free)))
                .contains("cannot be reached");
    }

    @Test
    void an_address_where_another_server_answers_is_told_on_its_key() {
        airtable.faults()
                .always(request -> true, Fault.instead(Answer.json(200, "{}".getBytes(StandardCharsets.UTF_8))));
        Map<String, String> unlisted = errors(Map.of());
        assertThat(unlisted.keySet()).containsExactly("airtable.url");

        airtable.faults().clear();
        airtable.faults().always(request -> true, Fault.html(200));
        assertThat(errors(Map.of()).keySet()).containsExactly("airtable.url");
    }

    private String error(String key, Map<String, String> properties) {
        Map<String, String> errors = errors(properties);
        assertThat(errors.keySet()).containsExactly(key);
        return errors.get(key);
    }

    private Map<String, String> completed(Map<String, String> properties) {
        Map<String, String> complete = new HashMap<>(Map.of(
                "airtable.token", SECRET,
                "airtable.url", airtable.url(),
                "airtable.base", sales.id(),
                "airtable.tables", "*",
                "topic.prefix", "crm",
                "rate.limit.per.second", "1000",
                "rate.limit.burst", "500"));
        complete.putAll(properties);
        return complete;
    }

    /** The errors by their keys; none shows the token. */
    private Map<String, String> errors(Map<String, String> properties) {
        Map<String, String> complete = completed(properties);
        Validation validation =
                new Validation(new Config(AirtableConfig.definition().validate(complete)));
        assertThat(validation.hasErrors()).isFalse();

        AirtableConfigCheck.run(AirtableConfig.of(complete), validation);

        validated = new LinkedHashMap<>();
        Map<String, String> errors = new LinkedHashMap<>();
        for (ConfigValue value : validation.config().configValues()) {
            validated.put(value.name(), value);
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), String.join("\n", value.errorMessages()));
            }
        }
        assertThat(errors.values()).noneMatch(message -> message.contains("secret"));
        return errors;
    }

    private List<Object> recommended(String key) {
        return validated.get(key).recommendedValues();
    }
}
