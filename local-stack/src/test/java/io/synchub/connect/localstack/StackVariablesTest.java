/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.junit.jupiter.api.Test;

class StackVariablesTest {
    private static final String PARAMETERS = "config.providers.env.param.";

    @Test
    void each_worker_sees_its_own_variables_until_it_stops() {
        Map<String, String> first = StackVariables.register(Map.of("SHOP_PORT", "1", "SHOP_HOST", "a"));
        Map<String, String> second = StackVariables.register(Map.of("SHOP_PORT", "2"));

        assertThat(value(first, "SHOP_PORT")).containsOnly(Map.entry("SHOP_PORT", "1"));
        assertThat(value(second, "SHOP_PORT")).containsOnly(Map.entry("SHOP_PORT", "2"));
        assertThat(value(second, "SHOP_HOST")).isEmpty();

        StackVariables.forget(first);
        assertThatThrownBy(() -> value(first, "SHOP_PORT")).isInstanceOf(ConfigException.class);
        StackVariables.forget(second);
    }

    @Test
    void connect_finds_the_provider() {
        assertThat(ServiceLoader.load(ConfigProvider.class)).hasAtLeastOneElementOfType(StackVariables.class);
    }

    @Test
    void names_of_databases_become_prefixes() {
        assertThat(StackVariables.prefix("shop-eu.1")).isEqualTo("SHOP_EU_1");
    }

    private static Map<String, String> value(Map<String, String> workerProperties, String name) {
        Map<String, String> parameters = new HashMap<>();
        workerProperties.forEach((key, value) -> {
            if (key.startsWith(PARAMETERS)) {
                parameters.put(key.substring(PARAMETERS.length()), value);
            }
        });
        try (StackVariables provider = new StackVariables()) {
            provider.configure(parameters);
            return provider.get("", Set.of(name)).data();
        }
    }
}
