/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.aggregate;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.sink.config.AggregateRefreshConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Checks that the source tables' change events hold the whole row as it was before. */
final class ReplicaIdentity {
    private ReplicaIdentity() {}

    /** What is wrong with the source tables and the mend; empty when all is well. */
    static Optional<String> problem(Connection source, AggregateRefreshConfig config) throws SQLException {
        Dialect dialect = config.source().dialect();
        List<TableId> named = config.namedSourceTables();
        for (TableId table : named) {
            if (dialect.readTable(source, table).isEmpty()) {
                return Optional.of(
                        "The source has no table " + table + ": name the tables whose changes the topics carry");
            }
        }
        for (TableId table : named.isEmpty() ? config.sourceTablesOfTopics() : named) {
            Optional<String> problem = config.aggregateSource().beforeImageProblem(source, table);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }
}
