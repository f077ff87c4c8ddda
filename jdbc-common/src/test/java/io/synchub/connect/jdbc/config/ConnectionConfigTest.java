/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.synchub.connect.common.config.Validation;
import io.synchub.connect.jdbc.pool.DataSources;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionConfigTest {

    private static ConfigDef definition(String prefix) {
        return ConnectionConfig.define(new ConfigDef(), prefix, "Connection", "destination");
    }

    private static ConnectionConfig config(String prefix, String... properties) {
        Map<String, String> all = new HashMap<>(Map.of(prefix + "connection.url", "jdbc:postgresql://nowhere/x"));
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        return new ConnectionConfig(new AbstractConfig(definition(prefix), all, false), prefix);
    }

    @Test
    void what_is_not_ours_is_the_drivers() {
        ConnectionConfig config = config(
                "",
                "connection.user",
                "etl",
                "connection.password.provider",
                FileConfigProvider.class.getName(),
                "connection.password.provider.param.allowed.paths",
                "/secrets",
                "connection.attempts",
                "3",
                "connection.sslmode",
                "verify-full",
                "connection.ssl.mode",
                "x",
                "source.connection.sslrootcert",
                "theirs",
                "pool.max",
                "4");
        assertThat(config.driverProperties())
                .containsOnly(Map.entry("sslmode", "verify-full"), Map.entry("ssl.mode", "x"));
    }

    @Test
    void a_prefix_stands_before_all_of_them() {
        ConnectionConfig config = config(
                "source.",
                "source.connection.sslmode",
                "require",
                "connection.sslmode",
                "disable",
                "source.pool.max",
                "7",
                "source.connection.attempts",
                "2",
                "source.connection.backoff.ms",
                "5");
        assertThat(config.driverProperties()).containsOnly(Map.entry("sslmode", "require"));
        assertThat(config.pool().size(1)).isEqualTo(7);
        assertThat(config.pool().retries().attempts()).contains(2);
        assertThat(config.pool().retries().backoff()).contains(Duration.ofMillis(5));
        assertThat(config.pool().retries().attemptsKey()).isEqualTo("source.connection.attempts");
    }

    @Test
    void a_pool_is_as_large_as_the_task_needs_or_larger() {
        assertThat(config("").pool().size(3)).isEqualTo(3);
        assertThat(config("", "pool.max", "2").pool().size(3)).isEqualTo(3);
        assertThat(config("", "pool.max", "5").pool().size(3)).isEqualTo(5);
    }

    @Test
    void a_pool_that_is_too_small_is_refused_on_its_key() {
        Config found =
                new Config(definition("").validate(Map.of("connection.url", "jdbc:postgresql:x", "pool.max", "2")));
        config("", "pool.max", "2").check(new Validation(found), 2, "writers.per.task=2");
        assertThat(messages(found)).isEmpty();
        config("", "pool.max", "2").check(new Validation(found), 4, "writers.per.task=4");
        assertThat(messages(found))
                .singleElement()
                .asString()
                .contains("pool.max", "4 connections", "writers.per.task=4");
    }

    private static List<String> messages(Config config) {
        return config.configValues().stream()
                .flatMap(value -> value.errorMessages().stream())
                .toList();
    }

    @Test
    void the_pool_itself_knows_no_secret() {
        ConnectionConfig config =
                config("", "connection.user", "etl", "connection.password", "hush", "connection.sslpassword", "hush");
        try (HikariDataSource pool = DataSources.open(config, "test", 1)) {
            assertThat(pool.getJdbcUrl()).isNull();
            assertThat(pool.getPassword()).isNull();
            assertThat(pool.getDataSourceProperties()).isEmpty();
            assertThat(pool.getDataSource().toString()).doesNotContain("hush");
            assertThat(pool.getIdleTimeout()).isEqualTo(600_000);
        }
        try (HikariDataSource pool = DataSources.open(config("", "pool.idle.timeout.ms", "0"), "test", 1)) {
            assertThat(pool.getIdleTimeout()).isZero();
        }
        try (HikariDataSource pool = DataSources.open(config("", "pool.idle.timeout.ms", "3600000"), "test", 2)) {
            assertThat(pool.getIdleTimeout()).isZero();
        }
    }

    @Test
    void a_provider_that_does_not_start_says_so_without_its_parameters() {
        ConnectionConfig config = config(
                "",
                "connection.password.provider",
                FileConfigProvider.class.getName(),
                "connection.password.provider.param.allowed.paths",
                "hush",
                "connection.password.key",
                "x");
        assertThatThrownBy(() -> config.password().open().read())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("connection.password.provider.param.*")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://one:5432,two:5433/x@y",
                "jdbc:postgresql://[::1]:5432/x?options=a@b",
                "jdbc:postgresql://localhost/x?ApplicationName=a:b@c",
                "jdbc:postgresql:x@y",
                "jdbc:mariadb:replication://one:3306,two/x?sessionVariables=a='b:c@d'",
                "jdbc:mysql://address=(host=one)(port=3306)/x"
            })
    void urls_without_a_login_are_taken(String url) {
        assertThat(config("", "connection.url", url).url()).isEqualTo(url);
    }
}
