/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import io.synchub.connect.jdbc.dialect.AggregateSource;
import io.synchub.connect.jdbc.dialect.KeyedQuery;
import io.synchub.connect.jdbc.dialect.ResultColumn;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.RowLayout;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** PostgreSQL as the source of aggregates. */
final class PostgresAggregateSource implements AggregateSource {
    private final PostgresDialect dialect;

    PostgresAggregateSource(PostgresDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public KeyedQuery keyedQuery(String query, List<RowLayout.Column> keys, List<ResultColumn> result) {
        return new PostgresKeyedQuery(dialect, query, keys, result);
    }

    @Override
    public List<ResultColumn> resultColumns(ResultSetMetaData metaData) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(PostgresTypes.resultColumn(metaData, i));
        }
        return columns;
    }

    @Override
    public boolean areOver(Connection connection, Collection<Long> transactions) throws SQLException {
        return PostgresTransactions.areOver(connection, transactions);
    }

    @Override
    public Optional<String> beforeImageProblem(Connection connection, TableId table) throws SQLException {
        return PostgresCatalog.tablesWithoutFullIdentity(connection, dialect.quote(table)).stream()
                .findFirst()
                .map(name ->
                        "Table " + name + " does not log whole rows before a change, so that a row which is deleted or"
                                + " moves to another group does not say which group it left. Run ALTER TABLE " + name
                                + " REPLICA IDENTITY FULL");
    }
}
