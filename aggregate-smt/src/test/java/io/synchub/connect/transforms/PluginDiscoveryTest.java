/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

class PluginDiscoveryTest {
    @Test
    void connect_finds_every_transform() {
        assertThat(ServiceLoader.load(Transformation.class).stream().map(ServiceLoader.Provider::type))
                .containsExactlyInAnyOrder(AggregateKey.class, ColumnMap.Key.class, ColumnMap.Value.class);
    }

    @Test
    void every_transform_tells_its_version_and_explains_its_keys() {
        for (Transformation<?> transform : ServiceLoader.load(Transformation.class)) {
            assertThat(((Versioned) transform).version()).matches("\\d+\\.\\d+\\.\\d+.*");
            assertThat(transform.config().configKeys().values())
                    .isNotEmpty()
                    .allSatisfy(PluginDiscoveryTest::explained);
            transform.close();
        }
    }

    private static void explained(ConfigDef.ConfigKey key) {
        assertThat(key.documentation).endsWith(".").hasSizeGreaterThan(60);
        assertThat(key.displayName).isNotBlank();
        assertThat(key.group).isNotBlank();
        assertThat(key.orderInGroup).isPositive();
        assertThat(key.validator).isNotNull();
    }
}
