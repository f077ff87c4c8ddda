/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.aggregate;

import io.synchub.connect.jdbc.dialect.AggregateSource;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.sink.config.AggregateRefreshConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Checks that the source tables' change events hold the whole row as it was before. */
final class ReplicaIdentity {
    private ReplicaIdentity() {}

    /** What is wrong with the tables that the configuration tells of and the mend; empty when all is well. */
    static Optional<String> problem(Connection source, AggregateRefreshConfig config) throws SQLException {
        List<TableId> named = config.namedSourceTables();
        for (TableId table : named) {
            if (config.source().dialect().readTable(source, table).isEmpty()) {
                return Optional.of(
                        "The source has no table " + table + ": name the tables whose changes the topics carry");
            }
        }
        return problem(source, config.aggregateSource(), named.isEmpty() ? config.sourceTablesOfTopics() : named);
    }

    /** What is wrong with tables, those that do not exist left aside. */
    static Optional<String> problem(Connection source, AggregateSource database, Collection<TableId> tables)
            throws SQLException {
        for (TableId table : tables) {
            Optional<String> problem = database.beforeImageProblem(source, table);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }
}
