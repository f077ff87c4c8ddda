/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import io.synchub.connect.localstack.PluginPath;
import java.nio.file.Path;
import java.sql.SQLException;

/** Which database is written to. */
public enum DatabaseKind {
    POSTGRESQL("PostgreSQL", "COPY", 100_000, 2) {
        @Override
        MeasuredDatabase start(Path directory) throws SQLException {
            return new PostgresDatabase(directory);
        }
    },

    MARIADB("MariaDB", "LOAD DATA", 50_000, 4) {
        @Override
        MeasuredDatabase start(Path directory) {
            return new MariaDbDatabase(directory);
        }
    };

    private final String title;
    private final String bulkLoad;
    private final int rows;
    private final int warmUps;

    DatabaseKind(String title, String bulkLoad, int rows, int warmUps) {
        this.title = title;
        this.bulkLoad = bulkLoad;
        this.rows = rows;
        this.warmUps = warmUps;
    }

    String title() {
        return title;
    }

    /** What its own bulk load is called. */
    String bulkLoad() {
        return bulkLoad;
    }

    /** How many rows a shot has unless another number is given: a run of all cases takes about ten minutes. */
    int rows() {
        return rows;
    }

    /** Shots that do not count: the compiler comes first. The same for all contenders, and as many rows for all databases. */
    int warmUps() {
        return warmUps;
    }

    /** A fresh server on this machine. */
    MeasuredDatabase start() throws SQLException {
        return start(PluginPath.checkout().resolve("benchmarks/target").resolve(Names.of(this)));
    }

    abstract MeasuredDatabase start(Path directory) throws SQLException;
}
