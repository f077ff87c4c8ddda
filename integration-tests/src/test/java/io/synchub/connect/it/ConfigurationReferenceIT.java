/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.PluginPath;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

/**
 * docs/configuration.md says what the plugins' definitions say. CONTRIBUTING.md tells how to write it anew after a change
 * of a definition.
 */
class ConfigurationReferenceIT {
    private static final Path REFERENCE = PluginPath.checkout().resolve("docs/configuration.md");

    @Test
    void reference_is_what_the_plugins_define() throws IOException {
        String expected = reference();
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(REFERENCE, expected);
        }
        assertThat(Files.readString(REFERENCE))
                .as("%s is stale: run this test with -Dregenerate=true", REFERENCE.getFileName())
                .isEqualTo(expected);
    }

    private static String reference() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Configuration reference

                Generated from the plugins' definitions; do not edit. Keys without a default are required. Besides these,
                Connect's own keys apply: `topics` or `topics.regex` of sinks, `topic.creation.*` of sources, `tasks.max`, converters,
                `transforms`, `errors.*`.
                """);
        try (URLClassLoader airtable = loader(PluginPath.airtableSource().resolve("airtable-source-connector"));
                URLClassLoader notion = loader(PluginPath.notionSource().resolve("notion-source-connector"));
                URLClassLoader sinks = loader(PluginPath.jdbcSink().resolve("jdbc-sink-connector"));
                URLClassLoader transforms = loader(PluginPath.transforms().resolve("aggregate-smt"))) {
            for (URLClassLoader sources : List.of(airtable, notion)) {
                sorted(SourceConnector.class, sources)
                        .forEach(source -> append(text, source.getClass(), source.config()));
            }
            sorted(SinkConnector.class, sinks).forEach(sink -> append(text, sink.getClass(), sink.config()));
            sorted(Transformation.class, transforms)
                    .forEach(transform -> append(text, transform.getClass(), transform.config()));
        }
        return text.toString();
    }

    private static <T> List<T> sorted(Class<T> type, ClassLoader loader) {
        return ServiceLoader.load(type, loader).stream()
                .map(ServiceLoader.Provider::get)
                .filter(plugin -> plugin.getClass().getClassLoader() == loader)
                .sorted(Comparator.comparing(plugin -> plugin.getClass().getName()))
                .toList();
    }

    private static URLClassLoader loader(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new URLClassLoader(
                    files.map(ConfigurationReferenceIT::url).toArray(URL[]::new),
                    ConfigurationReferenceIT.class.getClassLoader());
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void append(StringBuilder text, Class<?> plugin, ConfigDef definition) {
        text.append("\n## `").append(plugin.getName()).append("`\n");
        String group = null;
        for (ConfigKey key : inOrder(definition)) {
            if (key.group != null && !key.group.equals(group)) {
                group = key.group;
                text.append("\n### ").append(group).append('\n');
            }
            append(text, key);
        }
    }

    /** Groups in the order in which they are defined, and keys in their order within them. */
    private static List<ConfigKey> inOrder(ConfigDef definition) {
        List<String> groups = definition.groups();
        return definition.configKeys().values().stream()
                .sorted(Comparator.<ConfigKey>comparingInt(key -> groups.indexOf(key.group))
                        .thenComparingInt(key -> key.orderInGroup))
                .toList();
    }

    private static void append(StringBuilder text, ConfigKey key) {
        text.append("\n**`").append(key.name).append("`**  \n");
        text.append(key.documentation).append("  \n");
        text.append("*Type:* ").append(key.type.name().toLowerCase(Locale.ROOT));
        if (key.hasDefault()) {
            text.append(" · *default:* ").append(defaultOf(key));
        } else {
            text.append(" · *required*");
        }
        if (key.validator != null && !key.validator.toString().contains("$")) {
            text.append(" · *valid:* ").append(key.validator);
        }
        text.append(" · *importance:* ")
                .append(key.importance.name().toLowerCase(Locale.ROOT))
                .append('\n');
    }

    private static String defaultOf(ConfigKey key) {
        if (key.defaultValue == null) {
            return "unset";
        }
        String value = key.defaultValue instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(","))
                : key.defaultValue.toString();
        return value.isEmpty() ? "empty" : "`" + value + "`";
    }
}
