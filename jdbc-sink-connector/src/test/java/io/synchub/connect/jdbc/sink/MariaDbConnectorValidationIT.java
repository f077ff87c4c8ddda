/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.sink.harness.MariaDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code validate} says of MariaDB's driver and of a MariaDB's tables: each error on its key, with the mend. */
class MariaDbConnectorValidationIT extends SinkBehaviour {
    @Override
    protected TestDatabase freshDatabase() {
        return MariaDbTestDatabase.fresh("warehouse");
    }

    @BeforeEach
    void createTable() {
        database.run("CREATE TABLE orders (id INT PRIMARY KEY, name VARCHAR(20), gone BOOLEAN)");
    }

    private Map<String, String> errors(String... more) {
        List<String> all = new ArrayList<>(
                List.of("name", "orders", "insert.mode", "upsert", "pk.mode", "record_key", "delete.enabled", "true"));
        all.addAll(List.of(more));
        return new JdbcSinkConnector()
                .validate(properties("orders", all.toArray(String[]::new))).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(
                                ConfigValue::name, value -> String.join(" / ", value.errorMessages())));
    }

    private String urlWith(String parameter) {
        String url = database.properties().get("connection.url");
        return url + (url.contains("?") ? "&" : "?") + parameter;
    }

    private void assertError(Map<String, String> errors, String key, String... parts) {
        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key)).contains(parts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "useAffectedRows=false",
                "connectionCollation=utf8mb4_unicode_ci",
                "sessionVariables=character_set_client=utf8mb4",
                "sessionVariables=wait_timeout=600",
                "socketTimeout=60000"
            })
    void properties_that_do_no_harm(String parameter) {
        assertThat(errors()).isEmpty();
        assertThat(errors("connection.url", urlWith(parameter))).isEmpty();
        String[] parts = parameter.split("=", 2);
        assertThat(errors("connection." + parts[0], parts[1])).isEmpty();
    }

    /** Rows that an update found and had not to change would be taken for missing. */
    @Test
    void rows_that_are_found_must_count() {
        assertError(
                errors("connection.url", urlWith("useAffectedRows=true")),
                "connection.url",
                "property useAffectedRows must be false",
                "Leave it out");
        assertError(errors("connection.url", urlWith("useAffectedRows")), "connection.url", "must be false");
        assertError(errors("connection.useAffectedRows", "true"), "connection.useAffectedRows", "must be false");
        assertThatThrownBy(() -> start("orders", "connection.useAffectedRows", "true"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("connection.useAffectedRows")
                .hasMessageContaining("must be false");
    }

    @Test
    void texts_are_sent_in_one_character_set() {
        assertError(
                errors("connection.url", urlWith("connectionCollation=latin1_swedish_ci")),
                "connection.url",
                "connectionCollation must be a collation of utf8mb4");
        assertError(
                errors("connection.sessionVariables", "character_set_client=latin1"),
                "connection.sessionVariables",
                "another character set than utf8mb4");
    }

    @Test
    void a_value_that_the_driver_can_not_read_is_blamed_on_its_key() {
        assertError(
                errors("connection.socketTimeout", "abc"), "connection.socketTimeout", "socketTimeout", "can not read");
        assertError(
                errors("connection.url", urlWith("socketTimeout=abc")),
                "connection.url",
                "socketTimeout",
                "can not read");
        assertError(
                errors("connection.url", urlWith("tcpKeepAlive=true&socketTimeout=abc&cachePrepStmts=true")),
                "connection.url",
                "property socketTimeout");
    }

    @Test
    void a_time_zone_that_the_server_does_not_know() {
        assertError(
                errors("connection.url", urlWith("timezone=Asia/Tokyo")),
                "connection.url",
                "does not know the time zone",
                "error 1298");
    }

    @Test
    void an_upsert_into_a_view() {
        database.run("CREATE VIEW seen AS SELECT * FROM orders");
        assertThat(errors("topics", "seen", "insert.mode", "insert")).isEmpty();
        for (String fields : List.of("", "id")) {
            assertError(
                    errors("topics", "seen", "pk.fields", fields),
                    "pk.fields",
                    "Table seen is a view",
                    "Write to the table behind it");
        }
    }

    @Test
    void the_mark_of_deleted_rows_is_no_part_of_the_key() {
        assertThat(errors("delete.mode", "soft", "delete.column", "gone")).isEmpty();
        assertError(errors("delete.mode", "soft", "delete.column", "ID"), "delete.column", "part of the key");
        assertError(
                errors("delete.mode", "soft", "delete.column", "id", "pk.fields", "id"),
                "delete.column",
                "part of the key");
    }
}
