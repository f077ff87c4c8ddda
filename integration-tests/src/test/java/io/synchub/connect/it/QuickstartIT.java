/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.PluginPath;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The quickstart as the script runs it, on free ports, asserting every value it shows. */
@Tag("alone")
class QuickstartIT {

    @Test
    void check_finds_every_value_as_it_should_be() throws Exception {
        Path output = Path.of("target", "quickstart.txt").toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "io.synchub.connect.localstack.quickstart.Quickstart",
                        "--check",
                        "--rest-port",
                        "0",
                        "--kafka-port",
                        "0",
                        "--shop-port",
                        "0",
                        "--warehouse-port",
                        "0")
                .directory(workFolder())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // Whoever runs this with a Notion or an Airtable of their own: its values are not known here.
        builder.environment()
                .keySet()
                .removeAll(List.of("NOTION_TOKEN", "NOTION_DATA_SOURCE", "AIRTABLE_TOKEN", "AIRTABLE_BASE"));
        Process quickstart = builder.start();
        try {
            assertThat(quickstart.waitFor(3, TimeUnit.MINUTES)).as("ends").isTrue();
        } finally {
            quickstart.destroy();
        }
        assertThat(Files.readString(output)).contains("All 40 values are as they should be");
        assertThat(quickstart.exitValue()).isZero();
    }

    private static File workFolder() {
        return PluginPath.checkout().toFile();
    }
}
