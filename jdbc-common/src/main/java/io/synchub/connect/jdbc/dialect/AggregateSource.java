/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect;

import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.RowLayout;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a database must offer so that totals can be computed in it for the keys that changed. Immutable. */
public interface AggregateSource {

    /** Stands in a query for the table of keys. */
    String KEYS_PLACEHOLDER = "${keys}";

    /** Whether a query joins the keys itself. */
    static boolean joinsKeysItself(String query) {
        return query.contains(KEYS_PLACEHOLDER);
    }

    /**
     * Joins keys into a user's grouped query.
     *
     * @param query the query; where it holds {@code ${keys}}, that stands for the table of keys, else its groups are
     *     restricted from outside
     * @param keys the key columns: names as in the query's result, and the schemas of the values
     * @param result the columns that the query gives; empty where they are not known, since it joins the keys itself
     */
    KeyedQuery keyedQuery(String query, List<RowLayout.Column> keys, List<ResultColumn> result);

    /** The columns of a query's result, in order. */
    List<ResultColumn> resultColumns(ResultSetMetaData metaData) throws SQLException;

    /**
     * Whether these transactions are over, so that the next statement on this connection sees what they did.
     *
     * @param transactions ids as Debezium writes them into an event's source block
     */
    boolean areOver(Connection connection, Collection<Long> transactions) throws SQLException;

    /**
     * What keeps the change events of a table from holding the whole row as it was before, with the mend; empty when
     * nothing does, or when there is no such table.
     */
    Optional<String> beforeImageProblem(Connection connection, TableId table) throws SQLException;
}
