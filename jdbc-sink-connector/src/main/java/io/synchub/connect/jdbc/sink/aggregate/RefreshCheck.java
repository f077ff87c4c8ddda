/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.aggregate;

import io.synchub.connect.common.config.Validation;
import io.synchub.connect.jdbc.config.ConnectionCheck;
import io.synchub.connect.jdbc.dialect.AggregateSource;
import io.synchub.connect.jdbc.dialect.ResultColumn;
import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableSchemas;
import io.synchub.connect.jdbc.sink.config.AggregateRefreshConfig;
import io.synchub.connect.jdbc.write.RowLayout;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;

/** The part of {@code validate} that asks the databases. Each finding hangs on the key that can mend it. */
final class RefreshCheck {
    /** Syntax error, and no such table. */
    private static final Set<String> REGARDLESS_OF_TYPES = Set.of("42601", "42P01");

    private final AggregateRefreshConfig config;
    private final Validation validation;

    RefreshCheck(AggregateRefreshConfig config, Validation validation) {
        this.config = config;
        this.validation = validation;
    }

    void run() {
        if (config.source().dialect().aggregateSource().isEmpty()) {
            validation.error(
                    config.source().urlKey(),
                    config.source().dialect().name() + " can not be the source of aggregates yet");
            return;
        }
        if (config.destination().dialect().aggregateTarget().isEmpty()) {
            validation.error(
                    config.destination().urlKey(),
                    config.destination().dialect().name() + " can not be the destination of aggregates yet");
            return;
        }
        List<ResultColumn> result = checkSource();
        checkDestination(result);
    }

    /** Checks the source and gives the query's columns; empty when they are not known. */
    private List<ResultColumn> checkSource() {
        try (Connection connection = ConnectionCheck.open(config.source())) {
            ReplicaIdentity.problem(connection, config)
                    .ifPresent(problem -> validation.error(AggregateRefreshConfig.SOURCE_TABLES, problem));
            return checkQuery(connection);
        } catch (ConnectionCheck.Refused refused) {
            validation.error(refused.key(), refused.getMessage());
        } catch (SQLException e) {
            validation.error(config.source().urlKey(), "The source could not be asked: " + SqlFailure.of(e));
        }
        return List.of();
    }

    private List<ResultColumn> checkQuery(Connection connection) {
        AggregateSource source = config.aggregateSource();
        if (AggregateSource.joinsKeysItself(config.query())) {
            checkQueryOnKeys(connection, source);
            return List.of();
        }
        List<ResultColumn> result;
        try {
            result = SourceQuery.columns(connection, source, "SELECT * FROM (\n" + config.query() + "\n) AS q");
        } catch (SQLException e) {
            // The statement is the user's own and was not run: what the database says of it holds no rows.
            validation.error(AggregateRefreshConfig.QUERY, "The source does not take the query: " + e.getMessage());
            return List.of();
        }
        List<String> names = result.stream().map(ResultColumn::name).toList();
        List<String> missing = config.keyFields().stream()
                .filter(name -> !names.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            validation.error(
                    AggregateRefreshConfig.KEY_FIELDS,
                    "The query's result has no column " + String.join(", ", missing) + ". It has: "
                            + String.join(", ", names));
        }
        return result;
    }

    /**
     * The types of the keys come with the records, and the first of them shows whether the query fits. Known before is
     * only what the server says whatever the types are.
     */
    private void checkQueryOnKeys(Connection connection, AggregateSource source) {
        List<RowLayout.Column> keys = config.keyFields().stream()
                .map(name -> new RowLayout.Column(name, Schema.STRING_SCHEMA, true))
                .toList();
        try {
            SourceQuery.columns(
                    connection,
                    source,
                    source.keyedQuery(config.query(), keys, List.of()).sql());
        } catch (SQLException e) {
            if (REGARDLESS_OF_TYPES.contains(SqlFailure.of(e).sqlState())) {
                validation.error(AggregateRefreshConfig.QUERY, "The source does not take the query: " + e.getMessage());
            }
        }
    }

    private void checkDestination(List<ResultColumn> result) {
        try (Connection connection = ConnectionCheck.open(config.destination())) {
            Optional<TableDefinition> found = config.destination().dialect().readTable(connection, config.table());
            if (found.isPresent()) {
                checkTable(found.get(), result);
            } else if (!config.autoCreate()) {
                validation.error(
                        AggregateRefreshConfig.TABLE_NAME,
                        "Table " + config.table() + " does not exist. Create it, or set "
                                + AggregateRefreshConfig.AUTO_CREATE + "=true");
            }
        } catch (ConnectionCheck.Refused refused) {
            validation.error(refused.key(), refused.getMessage());
        } catch (SQLException e) {
            validation.error(config.destination().urlKey(), "The destination could not be asked: " + SqlFailure.of(e));
        }
    }

    private void checkTable(TableDefinition table, List<ResultColumn> result) {
        List<String> missing = result.stream()
                .map(ResultColumn::name)
                .filter(name -> table.column(name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            validation.error(
                    AggregateRefreshConfig.QUERY,
                    "Table " + table.id() + " has no column " + String.join(", ", missing)
                            + ", which the query gives. Its columns: " + TableSchemas.columnNames(table)
                            + ". Add them to the table, or leave them out of the query");
        }
        if (!table.hasUniqueKey(config.keyFields())) {
            validation.error(
                    AggregateRefreshConfig.KEY_FIELDS,
                    TableSchemas.missingKey(config.destination().dialect(), table, config.keyFields()));
        }
    }
}
