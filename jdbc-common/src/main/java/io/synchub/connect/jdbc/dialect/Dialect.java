/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect;

import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.RowLayout;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;

/**
 * What differs from database to database. Immutable and free of connections of its own. Found by {@link Dialects}
 * through {@link java.util.ServiceLoader}, so a further database is a further class and a line in
 * {@code META-INF/services}.
 */
public interface Dialect {

    /** Stands in a query for the table of keys. */
    String KEYS_PLACEHOLDER = "${keys}";

    /** Its name in logs and messages. */
    String name();

    /** Whether a JDBC URL belongs to this database. */
    boolean accepts(String jdbcUrl);

    /** A driver for its URLs. */
    Driver driver();

    /** The driver's properties that we want unless the URL says otherwise. */
    Map<String, String> connectionProperties();

    /** SQL that each new session begins with. */
    String sessionSetup();

    /** A name quoted for SQL, case kept. */
    String quote(String name);

    /** A table's name quoted for SQL. */
    String quote(TableId table);

    /**
     * The column type for values of a schema, with precision where the schema says one.
     *
     * @throws org.apache.kafka.connect.errors.DataException when the database has no type for it
     */
    ColumnDefinition columnFor(String name, Schema schema, boolean nullable);

    /** SQL to make a table with a primary key (none where {@code primaryKey} is empty) unless it exists. */
    String createTable(TableId table, List<ColumnDefinition> columns, List<String> primaryKey);

    /** SQL to add columns to a table, those that exist already excepted. */
    String addColumns(TableId table, List<ColumnDefinition> columns);

    /** SQL to let columns take nulls. */
    String dropNotNull(TableId table, List<String> columns);

    /**
     * Reads a table from the catalog.
     *
     * @return empty when there is no such table
     */
    Optional<TableDefinition> readTable(Connection connection, TableId table) throws SQLException;

    /**
     * Bounds what this transaction may wait for: locks, and the client itself. A worker that dies with locks in hand
     * then does not keep the other tasks waiting until TCP notices.
     */
    void boundTransaction(Connection connection, Duration lockWait, Duration idle) throws SQLException;

    /** Waits for the right to change a table's definition, until the transaction ends: one task at a time. */
    void lockForDdl(Connection connection, TableId table) throws SQLException;

    /**
     * Waits for the right to refresh rows of a table, until the transaction ends.
     *
     * @param stripes what to lock; the dialect takes them in one order, so that two tasks never wait for each other
     */
    void lockStripes(Connection connection, TableId table, Collection<Integer> stripes) throws SQLException;

    /** How rows are written. */
    BulkWriter bulkWriter();

    /**
     * Joins keys into a user's grouped query.
     *
     * @param query the query; where it holds {@code ${keys}}, that stands for the table of keys, else its groups are
     *     restricted from outside
     * @param keys the key columns: names as in the query's result, and the schemas of the values
     */
    KeyedQuery keyedQuery(String query, List<RowLayout.Column> keys, List<ResultColumn> result);

    /** Whether a query joins the keys itself, by {@code ${keys}}. */
    default boolean holdsKeysPlaceholder(String query) {
        return query.contains(KEYS_PLACEHOLDER);
    }

    /**
     * Whether the next statement on this connection sees what these transactions did, or they are over without.
     *
     * @param transactions ids as Debezium writes them into an event's source block
     */
    boolean areVisible(Connection connection, Collection<Long> transactions) throws SQLException;

    /**
     * What keeps the change events of a table from holding the whole row as it was before, with the mend; empty when
     * nothing does, or when there is no such table.
     */
    Optional<String> beforeImageProblem(Connection connection, TableId table) throws SQLException;

    /** The columns of a query's result, in order. */
    List<ResultColumn> resultColumns(ResultSetMetaData metaData) throws SQLException;
}
