/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Real answers of the API. They lie outside the repository, and tests that need them are skipped where they are not. */
public final class Recorded {
    private Recorded() {}

    /** A recorded answer. */
    public record Answer(String file, JsonNode request, JsonNode body) {
        @Override
        public String toString() {
            return file;
        }
    }

    /** All answers whose file begins so. */
    public static Stream<Answer> answers(String prefix) {
        Optional<Path> folder = folder();
        Assumptions.assumeTrue(folder.isPresent(), "recorded answers are not there");
        try (Stream<Path> files = Files.list(folder.get())) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
            return found.stream().map(Recorded::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("shared/recorded/notion");
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.ofNullable(System.getProperty("recorded.notion")).map(Path::of);
    }

    private static Answer read(Path file) {
        try {
            JsonNode tree = FakeNotion.JSON.readTree(file.toFile());
            return new Answer(
                    file.getFileName().toString(),
                    tree.get("request"),
                    tree.get("response").get("body"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
