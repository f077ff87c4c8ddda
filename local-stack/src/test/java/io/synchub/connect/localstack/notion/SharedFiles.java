/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.PluginPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files beside the checkout, which are no part of it: tests that need them are skipped where they are absent. */
final class SharedFiles {
    private SharedFiles() {}

    /** The recorded answers of the API, each with its request. */
    static List<JsonNode> recorded() {
        try (Stream<Path> files = Files.list(required("recorded/notion"))) {
            return files.sorted().map(SharedFiles::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The API's own description. */
    static JsonNode openApi() {
        return read(required("reference/notion-openapi.json"));
    }

    private static Path required(String name) {
        for (Path folder = PluginPath.checkout(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("shared").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        assumeTrue(false, "There is no shared/" + name + " beside the checkout");
        throw new IllegalStateException();
    }

    private static JsonNode read(Path file) {
        try {
            return NotionClient.JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
