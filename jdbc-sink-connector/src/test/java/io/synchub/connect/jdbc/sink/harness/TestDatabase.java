/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An empty place in a real database, for one test. */
public interface TestDatabase {
    /** {@code connection.url} and the rest, as a connector is configured. */
    Map<String, String> properties();

    /** A connection of the test's own. */
    Connection connect() throws SQLException;

    /** The server ends: all connections break. Without a server: nobody can write offsets until it starts. */
    void stop();

    /** It comes back. */
    void start();

    /**
     * Whether connectors have sessions of a server, which can be seen and ended. An engine within the connector's process
     * has none: no connection to it breaks, and a write that meets another's lock fails and is tried again.
     */
    default boolean hasSessions() {
        return true;
    }

    /** Ends the connectors' sessions, not the test's. */
    void disconnectConnectors();

    /** A name quoted for SQL. */
    default String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The SQLState that this database has for what PostgreSQL's says. */
    default String sqlState(String postgres) {
        return postgres;
    }

    /** SQL for the schema in which tables are made. */
    default String currentSchema() {
        return "current_schema";
    }

    /** SQL to take a table's primary key away. */
    default String dropPrimaryKey(String table) {
        return "ALTER TABLE " + table + " DROP CONSTRAINT " + table + "_pkey";
    }

    /** SQL to give a column another type. */
    default String alterType(String table, String column, String type) {
        return "ALTER TABLE " + table + " ALTER COLUMN " + column + " TYPE " + type;
    }

    /** Whether a text may hold 0x00. */
    default boolean storesZeroBytes() {
        return false;
    }

    /** The bound of a text column of a user who wants longer texts refused. */
    default String boundOfText(String column, int length) {
        return boundsTexts() ? "" : " CHECK (length(" + column + ") <= " + length + ")";
    }

    /** Whether a column refuses texts that are longer than its type says. */
    default boolean boundsTexts() {
        return true;
    }

    /** Whether a column refuses values of another type. */
    default boolean checksTypes() {
        return true;
    }

    /** Whether several connections may write at the same time. */
    default boolean takesSeveralWriters() {
        return true;
    }

    /** Whether an upsert fails at once when the key of its table is gone. */
    default boolean noticesDroppedKeys() {
        return true;
    }

    /** Whether NOT NULL can be taken from a column; else tables are made without it. */
    default boolean dropsNotNull() {
        return true;
    }

    /** SQL for how many bytes a column holds. */
    default String lengthOfBytes(String column) {
        return "octet_length(" + column + ")";
    }

    /** A query for a table's columns, in order: the name, and YES or NO for whether it takes nulls. */
    default String columns(String table) {
        return "SELECT column_name, is_nullable FROM information_schema.columns WHERE table_schema = " + currentSchema()
                + " AND table_name = '" + table + "' ORDER BY ordinal_position";
    }

    /** The type for bytes. */
    default String bytesType() {
        return "bytea";
    }

    /** Whether a column's name is one in whatever case, also in quotes. */
    default boolean ignoresCaseOfColumns() {
        return false;
    }

    /** Whether a table's name without quotes is one in whatever case. */
    default boolean foldsTableNames() {
        return true;
    }

    /** Whether check constraints are heeded. */
    default boolean heedsChecks() {
        return true;
    }

    /** What Confluent's sink calls this database. */
    default String confluentDialect() {
        return "PostgreSqlDatabaseDialect";
    }

    /** A query for the number of connectors' sessions that wait for a lock. */
    String waitingSessions();

    /** SQL that keeps all others from writing to a table until its connection ends. */
    default String lockTable(String table) {
        return "LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE";
    }

    /** Runs statements. */
    default void run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The rows of a query, each with its columns' texts between bars; null is {@code null}. */
    default List<String> rows(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(text(result, i));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(ResultSet result, int column) throws SQLException {
        // Drivers disagree on 14 and 14.0.
        return result.getObject(column) instanceof Double number && Double.isFinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : String.valueOf(result.getString(column));
    }

    /** The one value of a query. */
    default String value(String query) {
        return rows(query).get(0);
    }
}
