/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.synchub.connect.common.config.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.Config;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users copy from {@code config/}: all keys are known, and their values are good. */
class ExamplesTest {
    private static final String SINK = "io.synchub.connect.jdbc.sink.JdbcSinkConnector";

    /** Beginnings of Connect's own keys. */
    private static final List<String> CONNECTS_OWN =
            List.of("connector.class", "tasks.max", "topics", "transforms", "errors.");

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "config"))) {
            List<Path> examples = files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> SINK.equals(read(file).get("connector.class")))
                    .sorted()
                    .toList();
            assertThat(examples).hasSizeGreaterThan(1);
            return examples;
        }
    }

    private static Map<String, String> read(Path file) {
        try {
            JsonNode config = new ObjectMapper().readTree(file.toFile()).get("config");
            Map<String, String> properties = new HashMap<>();
            config.properties()
                    .forEach(property -> properties.put(
                            property.getKey(), property.getValue().asText()));
            return properties;
        } catch (IOException e) {
            throw new IllegalArgumentException(file.toString(), e);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_can_be_copied(Path file) {
        Map<String, String> properties = read(file);
        assertThat(properties.keySet().stream()
                        .filter(key -> CONNECTS_OWN.stream().noneMatch(key::startsWith)))
                .isSubsetOf(JdbcSinkConfig.DEFINITION.names());

        properties.replace("connection.url", "jdbc:postgresql:x");
        Validation validation = new Validation(new Config(JdbcSinkConfig.DEFINITION.validate(properties)));
        JdbcSinkConfig.checkKeys(properties, validation);
        JdbcSinkConfig.check(properties, validation);
        assertThat(validation.config().configValues())
                .allSatisfy(value ->
                        assertThat(value.errorMessages()).as(value.name()).isEmpty());
    }
}
