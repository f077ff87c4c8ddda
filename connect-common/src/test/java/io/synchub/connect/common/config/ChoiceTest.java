/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    enum Delivery {
        AT_LEAST_ONCE,
        EXACTLY_ONCE
    }

    private static final Choice<Delivery> CHOICE = Choice.of(Delivery.class);
    private static final ConfigDef DEFINITION = new ConfigDef()
            .define("delivery", ConfigDef.Type.STRING, "at-least-once", CHOICE, ConfigDef.Importance.HIGH, "");

    @Test
    void a_key_is_read_as_its_constant() {
        assertThat(CHOICE.read(config(Map.of()), "delivery")).isEqualTo(Delivery.AT_LEAST_ONCE);
        assertThat(CHOICE.read(config(Map.of("delivery", "EXACTLY_ONCE")), "delivery"))
                .isEqualTo(Delivery.EXACTLY_ONCE);
        assertThat(CHOICE.read(config(Map.of("delivery", "Exactly-Once")), "delivery"))
                .isEqualTo(Delivery.EXACTLY_ONCE);
    }

    @Test
    void an_unknown_name_is_refused_with_the_known_ones() {
        assertThatThrownBy(() -> config(Map.of("delivery", "at-most-once")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("delivery")
                .hasMessageContaining("Must be one of at-least-once, exactly-once");
    }

    @Test
    void the_names_are_recommended() {
        assertThat(CHOICE.validValues("delivery", Map.of())).containsExactly("at-least-once", "exactly-once");
        assertThat(CHOICE.visible("delivery", Map.of())).isTrue();
    }

    private static AbstractConfig config(Map<String, String> properties) {
        return new AbstractConfig(DEFINITION, properties);
    }
}
