/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Samples of the API's answers. They lie outside the repository, and tests that need them are skipped where they are not. */
public final class Recorded {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recorded() {}

    /** The bodies of all samples whose file begins so. */
    public static List<JsonNode> bodies(String prefix) {
        Optional<Path> folder = folder();
        Assumptions.assumeTrue(folder.isPresent(), "recorded answers are not there");
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .map(Recorded::body)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("shared/recorded/airtable");
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.ofNullable(System.getProperty("recorded.airtable")).map(Path::of);
    }

    private static JsonNode body(Path file) {
        try {
            return JSON.readTree(file.toFile()).get("response").get("body");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
