/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folders of this checkout that go on a worker's {@code plugin.path}. They exist once their module is packaged. */
public final class PluginPath {
    private PluginPath() {}

    /** Debezium's PostgreSQL connector, unpacked by this module's build. */
    public static Path debeziumPostgres() {
        return built("local-stack/target/debezium");
    }

    /** The JDBC sink and the aggregate refresh sink. */
    public static Path jdbcSink() {
        return built("jdbc-sink-connector/target/plugins");
    }

    /** The Notion source. */
    public static Path notionSource() {
        return built("notion-source-connector/target/plugins");
    }

    /** The Airtable source. */
    public static Path airtableSource() {
        return built("airtable-source-connector/target/plugins");
    }

    /** The transforms. */
    public static Path transforms() {
        return built("aggregate-smt/target/plugins");
    }

    /** The checkout's top folder: the nearest one above the current folder that holds this module. */
    public static Path checkout() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("local-stack/pom.xml"))) {
                return folder;
            }
        }
        throw new StackFailure(start + " lies in no checkout of this project");
    }

    private static Path built(String folder) {
        Path plugin = checkout().resolve(folder);
        if (!Files.isDirectory(plugin)) {
            throw new StackFailure(plugin + " does not exist yet: run mvn package first");
        }
        return plugin;
    }
}
