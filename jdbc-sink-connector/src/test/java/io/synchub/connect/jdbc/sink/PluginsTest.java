/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PluginsTest {
    static List<SinkConnector> connectors() {
        return List.of(new JdbcSinkConnector(), new AggregateRefreshSinkConnector());
    }

    @Test
    void workers_find_both_connectors() {
        assertThat(ServiceLoader.load(SinkConnector.class).stream().map(ServiceLoader.Provider::type))
                .containsExactlyInAnyOrder(JdbcSinkConnector.class, AggregateRefreshSinkConnector.class);
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void every_task_gets_the_connectors_configuration(SinkConnector connector) throws Exception {
        Map<String, String> properties = Map.of("name", "orders", "topics", "a");
        connector.start(properties);
        assertThat(connector.taskConfigs(3)).containsExactly(properties, properties, properties);
        connector.stop();
        assertThat(connector.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(connector.taskClass().getDeclaredConstructor().newInstance()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void every_key_says_what_it_is_for(SinkConnector connector) {
        for (ConfigDef.ConfigKey key : connector.config().configKeys().values()) {
            assertThat(key.documentation).as(key.name).endsWith(".");
            assertThat(key.group).as(key.name).isNotBlank();
            assertThat(key.displayName).as(key.name).isNotBlank();
            assertThat(key.width).as(key.name).isNotEqualTo(ConfigDef.Width.NONE);
            assertThat(key.orderInGroup).as(key.name).isPositive();
            if (key.name.endsWith("password")) {
                assertThat(key.type).isEqualTo(ConfigDef.Type.PASSWORD);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void a_task_that_never_started_can_be_stopped(SinkConnector connector) throws Exception {
        connector.taskClass().getDeclaredConstructor().newInstance().stop();
    }
}
