/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.localstack.StackFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void usual_ports_unless_told() {
        assertThat(parse(Map.of())).isEqualTo(new Options(false, 8083, 9092, 5433, 5434));
    }

    @Test
    void the_command_line_counts_more_than_the_environment() {
        Map<String, String> environment = Map.of("QUICKSTART_REST_PORT", "1", "QUICKSTART_SHOP_PORT", "2");

        assertThat(parse(environment, "--check", "--rest-port", "0")).isEqualTo(new Options(true, 0, 9092, 2, 5434));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "65536", "123456"})
    void a_port_that_is_none_is_refused_by_its_name(String value) {
        assertThatThrownBy(() -> parse(Map.of(), "--kafka-port", value))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("--kafka-port");
        assertThatThrownBy(() -> parse(Map.of("QUICKSTART_WAREHOUSE_PORT", value)))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("QUICKSTART_WAREHOUSE_PORT");
    }

    @Test
    void an_unknown_argument_is_refused_with_the_way_to_the_help() {
        assertThatThrownBy(() -> parse(Map.of(), "--chekc"))
                .isInstanceOf(StackFailure.class)
                .hasMessage("Unknown argument --chekc: see ./quickstart --help");
    }

    private static Options parse(Map<String, String> environment, String... arguments) {
        return Options.parse(arguments, environment);
    }
}
