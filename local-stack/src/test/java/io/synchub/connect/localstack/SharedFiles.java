/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.localstack.http.JsonHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files beside the checkout, which are no part of it: tests that need them are skipped where they are absent. */
public final class SharedFiles {
    private SharedFiles() {}

    /** Recorded answers of an API, each with its request. */
    public static List<JsonNode> recorded(String api) {
        try (Stream<Path> files = Files.list(required("recorded/" + api))) {
            return files.sorted().map(SharedFiles::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String name) {
        return read(required(name));
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
            return JsonHttp.JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
