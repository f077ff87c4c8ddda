/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect;

import io.synchub.connect.jdbc.error.SqlFailure;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TypeSize;
import io.synchub.connect.jdbc.write.BulkWriter;
import io.synchub.connect.jdbc.write.ValueOptions;
import io.synchub.connect.jdbc.write.WriteRule;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
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

    /** Its name in logs and messages. */
    String name();

    /** Whether a JDBC URL belongs to this database. */
    boolean accepts(String jdbcUrl);

    /** A driver for its URLs. */
    Driver driver();

    /**
     * A driver for one of its URLs.
     *
     * @throws MissingDriverException when it is not on the plugin's path; the message says what
     *     to put where
     */
    default Driver driver(String jdbcUrl) {
        return driver();
    }

    /** A URL as the driver takes it. */
    default String driverUrl(String jdbcUrl) {
        return jdbcUrl;
    }

    /** The driver's properties that we want unless the URL says otherwise. */
    Map<String, String> connectionProperties();

    /** What some of the driver's properties must be; a URL or a key that says otherwise is refused. */
    default List<DriverRule> driverRules() {
        return List.of();
    }

    /** SQL that each new session begins with; may be empty. */
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

    /**
     * A NOT NULL column for text of at most so many characters, that can be part of a primary key and tells upper from
     * lower case.
     */
    default ColumnDefinition boundedText(String name, int length) {
        return columnFor(name, Schema.STRING_SCHEMA, false);
    }

    /** SQL to make a table with a primary key (none where {@code primaryKey} is empty) unless it exists. */
    String createTable(TableId table, List<ColumnDefinition> columns, List<String> primaryKey);

    /**
     * SQL to make a table whose rows will be written by a rule, for databases in which that is a property of the table.
     */
    default String createTable(TableId table, List<ColumnDefinition> columns, List<String> primaryKey, WriteRule rule) {
        return createTable(table, columns, primaryKey);
    }

    /**
     * A value as it stands in SQL.
     *
     * @param value in its Java form
     */
    String literal(ColumnDefinition column, Schema schema, Object value);

    /** Whether a column can hold a value that {@link #literal} would write; where not, it gets no such default. */
    default boolean hasLiteral(ColumnDefinition column, Object value) {
        return true;
    }

    /**
     * SQL to add columns to a table, those that exist already excepted.
     *
     * @param defaults literals for the columns, by name, that rows which are there get; a column without one gets null
     */
    String addColumns(TableId table, List<ColumnDefinition> columns, Map<String, String> defaults);

    /** The statements of a text that {@link #addColumns} or {@link #dropNotNull} gave, for drivers that take one at a time. */
    default List<String> statements(String ddl) {
        return List.of(ddl);
    }

    /** Whether NOT NULL can be taken from a column; where not, rows without a value are refused one by one. */
    default boolean dropsNotNull() {
        return true;
    }

    /** SQL to let columns take nulls; not asked for where {@link #dropsNotNull} says no. */
    String dropNotNull(TableDefinition table, List<String> columns);

    /** Whether {@link #dropNotNull} can let a column take nulls without changing what else is said of it. */
    default boolean dropsNotNull(TableDefinition table, String column) {
        return dropsNotNull();
    }

    /**
     * SQL to give columns types that take more than before.
     *
     * @param columns as they are to be
     * @return empty for a database that can not change the type of a column
     */
    default Optional<String> changeType(TableId table, List<ColumnDefinition> columns) {
        return Optional.empty();
    }

    /** Whether a column's type could not be changed since something depends on the column: a view, a foreign key. */
    default boolean refusesForDependents(SQLException refusal) {
        return false;
    }

    /** Whether every table has a column of this name that is the database's own. */
    default boolean reservesColumn(String name) {
        return false;
    }

    /**
     * A column of the same type with another size.
     *
     * @return empty when the type does not come in that size
     */
    default Optional<ColumnDefinition> resized(ColumnDefinition column, TypeSize size) {
        String parts =
                switch (size.kind()) {
                    case TEXT, BINARY, BITS -> "(" + size.length() + ")";
                    case DECIMAL -> "(" + size.precision() + "," + size.scale() + ")";
                    case FRACTION -> "(" + size.precision() + ")";
                    case INTEGER, UNSIGNED, FLOAT, UNKNOWN -> "";
                };
        if (parts.isEmpty() || parts.contains("null")) {
            return Optional.empty();
        }
        return Optional.of(new ColumnDefinition(
                column.name(),
                column.baseType() + parts,
                column.baseType(),
                column.family(),
                column.nullable(),
                size,
                column.equality()));
    }

    /** What a user is to do for a table to have a unique key: the beginning of a sentence. */
    default String keyMend(TableDefinition table, List<String> columns) {
        String names = "(" + String.join(", ", columns) + ")";
        return table.uniqueKeys().isEmpty()
                ? "Run ALTER TABLE " + table.id() + " ADD PRIMARY KEY " + names
                : "Run CREATE UNIQUE INDEX " + String.join("_", columns) + "_key ON " + table.id() + " " + names;
    }

    /** Whether an upsert into a view may find the unique key of the table that it shows. */
    default boolean upsertsViews() {
        return false;
    }

    /**
     * Whether an upsert into a view can go by these columns. Asks the database, which may end the transaction; changes
     * nothing.
     */
    default boolean upsertsBy(Connection connection, TableDefinition view, List<String> columns) throws SQLException {
        return false;
    }

    /** Whether the column tells by a boolean that a row is deleted, in the conditions of our statements. */
    default boolean takesMarks(ColumnDefinition column) {
        return true;
    }

    /** Whether a change of a column's type makes the database write the whole table anew. */
    default boolean rewrites(ColumnDefinition from, ColumnDefinition to) {
        return true;
    }

    /** About how many rows a table has, as the database's statistics say; negative when they do not. */
    default long estimatedRows(Connection connection, TableId table) throws SQLException {
        return -1;
    }

    /** Whether statements have been run on a connection since its last commit or rollback; false when unknown. */
    default boolean isInTransaction(Connection connection) throws SQLException {
        return false;
    }

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

    /** Takes back what {@link #boundTransaction} did, where the end of the transaction does not. Outside transactions. */
    default void unboundTransaction(Connection connection) throws SQLException {
        // The bounds were the transaction's.
    }

    /** Waits for the right to change a table's definition, until the transaction ends: one task at a time. */
    void lockForDdl(Connection connection, TableId table) throws SQLException;

    /** Ends what {@link #lockForDdl} began, where the end of the transaction does not. */
    default void unlockAfterDdl(Connection connection, TableId table) throws SQLException {
        // The lock was the transaction's.
    }

    /**
     * Has the constraints checked that would be checked at the commit only; they are deferred again for what follows. Does
     * nothing where the database has none of the kind.
     *
     * @throws SQLException as the commit would have failed
     */
    default void checkDeferredConstraints(Connection connection) throws SQLException {}

    /** What a failure means, by what this database and its driver say. */
    default SqlFailure failure(SQLException exception) {
        return SqlFailure.of(exception);
    }

    /** Whether a connection that met this failure must not be used again, though it may look well. */
    default boolean endsSession(SQLException exception) {
        return false;
    }

    /**
     * Whether the database has ended the transaction over a statement that it refused, as some let a trigger or a constraint
     * say. Then a new one is open, in which nothing has been written. To be asked after each refusal.
     */
    default boolean renewsEndedTransaction(Connection connection) throws SQLException {
        return false;
    }

    /** How many connections may write at the same time. */
    default int maxWriters() {
        return Integer.MAX_VALUE;
    }

    /** So many bytes, in UTF-8, of a name count: a database that cuts longer ones takes two names for one. */
    default int maxNameBytes() {
        return Integer.MAX_VALUE;
    }

    /** A name as an unquoted one would be stored ({@code quote.sql.identifiers=never}). */
    default String fold(String name) {
        return name;
    }

    /** A column's name in a form that is the same for all names which are one to the database. */
    default String foldColumn(String name) {
        return fold(name);
    }

    /**
     * Whether several statements can be one transaction. Without, nothing can be exactly once, each statement stands at
     * once, and {@code commit} and {@code rollback} of its connections must do nothing.
     */
    default boolean hasTransactions() {
        return true;
    }

    /**
     * Whether a statement that was refused can be undone by itself, by a savepoint. Without, a batch with bad rows is
     * rolled back and written again for each of them.
     */
    default boolean hasSavepoints() {
        return true;
    }

    /**
     * Why rows can not be written by a rule; empty when they can. Asked before anything is written.
     *
     * @param deletes whether rows are removed, or marked where the rule says so
     */
    default Optional<Refusal> refusal(WriteRule rule, boolean deletes) {
        return Optional.empty();
    }

    /** How rows are written. */
    BulkWriter bulkWriter(ValueOptions options);

    /** The database as the destination of aggregates; empty for one that can not lock what is not there yet. */
    default Optional<AggregateTarget> aggregateTarget() {
        return Optional.empty();
    }

    /** The database as the source of aggregates; empty for one that can not serve as such. */
    default Optional<AggregateSource> aggregateSource() {
        return Optional.empty();
    }
}
