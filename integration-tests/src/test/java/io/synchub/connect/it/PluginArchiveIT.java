/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.synchub.connect.localstack.PluginPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users deploy: a folder for plugin.path, and an archive in the Confluent Hub component form. */
class PluginArchiveIT {

    @ParameterizedTest
    @CsvSource({
        "jdbc-sink-connector, sink",
        "notion-source-connector, source",
        "airtable-source-connector, source",
        "aggregate-smt, transform"
    })
    void archive_has_a_manifest_and_the_jars_of_the_plugin_folder(String artifact, String type) throws IOException {
        try (ZipFile archive = new ZipFile(archive(artifact).toFile())) {
            List<String> names = archive.stream().map(ZipEntry::getName).toList();
            String root = names.get(0);
            assertThat(names).allMatch(name -> name.startsWith(root));
            JsonNode manifest;
            try (InputStream stream = archive.getInputStream(archive.getEntry(root + "manifest.json"))) {
                manifest = new ObjectMapper().readTree(stream);
            }
            assertThat(manifest.path("name").asText()).isEqualTo(artifact);
            assertThat(root)
                    .isEqualTo(manifest.path("owner").path("username").asText() + "-" + artifact + "-"
                            + manifest.path("version").asText() + "/");
            assertThat(manifest.path("component_types").get(0).asText()).isEqualTo(type);
            assertThat(manifest.toString()).doesNotContain("${");

            List<String> archived = names.stream()
                    .filter(name -> name.endsWith(".jar"))
                    .map(name -> name.substring((root + "lib/").length()))
                    .toList();
            assertThat(archived).containsExactlyInAnyOrderElementsOf(folder(artifact));
        }
    }

    /** A jar more is a class more that may meet the worker's or another plugin's; one less is missed at run time only. */
    @ParameterizedTest
    @CsvSource({
        "jdbc-sink-connector, HikariCP connect-common jackson-core jdbc-common jdbc-sink-connector mariadb-java-client"
                + " postgresql",
        "notion-source-connector, connect-common cron-utils failsafe jackson-annotations jackson-core jackson-databind"
                + " notion-source-connector",
        "airtable-source-connector, airtable-source-connector connect-common cron-utils failsafe jackson-annotations"
                + " jackson-core jackson-databind",
        "aggregate-smt, aggregate-smt connect-common"
    })
    void folder_holds_what_the_plugin_needs_and_nothing_else(String artifact, String jars) throws IOException {
        assertThat(folder(artifact))
                .extracting(name -> name.replaceFirst("-\\d.*", ""))
                .containsExactlyInAnyOrder(jars.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"jdbc-sink-connector", "notion-source-connector", "airtable-source-connector", "aggregate-smt"})
    void what_the_worker_brings_is_not_bundled(String artifact) throws IOException {
        assertThat(folder(artifact))
                .isNotEmpty()
                .noneMatch(
                        name -> name.startsWith("kafka") || name.startsWith("connect-api") || name.startsWith("slf4j"));
    }

    private static List<String> folder(String artifact) throws IOException {
        Path folder = PluginPath.checkout().resolve(artifact + "/target/plugins/" + artifact);
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Path archive(String artifact) throws IOException {
        try (Stream<Path> files = Files.list(PluginPath.checkout().resolve(artifact + "/target"))) {
            return files.filter(file -> file.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
