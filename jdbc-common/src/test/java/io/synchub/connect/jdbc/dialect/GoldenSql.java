/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * SQL against files that a reader can open. After a change that is meant, write them anew with
 * {@code -Dgolden.update=true} and read the difference.
 */
public final class GoldenSql {
    private final Path folder;

    /** @param database names the folder below {@code src/test/resources/sql} */
    public GoldenSql(String database) {
        this.folder = Path.of("src", "test", "resources", "sql", database);
    }

    /** Compares a statement with the file {@code <name>.sql}. */
    public void check(String name, String statement) {
        Path file = folder.resolve(name + ".sql");
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(folder);
                Files.writeString(file, statement + "\n");
            }
            assertThat(statement + "\n").as(file.toString()).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
