/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A SQLite file of one test. */
public final class SqliteTestDatabase extends EmbeddedTestDatabase {
    private SqliteTestDatabase(String url) {
        super(url);
    }

    /** An empty file, which need not outlive a power cut. */
    public static SqliteTestDatabase fresh() {
        return new SqliteTestDatabase("jdbc:sqlite:" + freshFile("sqlite") + "?busy_timeout=200&synchronous=OFF");
    }

    /** The driver takes the first statement of several and leaves the others. */
    @Override
    public void run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String columns(String table) {
        return "SELECT name, CASE \"notnull\" WHEN 1 THEN 'NO' ELSE 'YES' END FROM pragma_table_info('" + table
                + "') ORDER BY cid";
    }

    /** Whoever has begun to write is alone. */
    @Override
    public String lockTable(String table) {
        return "DELETE FROM " + table + " WHERE FALSE";
    }

    @Override
    String keepOut() {
        return "CREATE TABLE kept_out (id INTEGER)";
    }

    @Override
    public String confluentDialect() {
        return "SqliteDatabaseDialect";
    }

    @Override
    public boolean takesSeveralWriters() {
        return false;
    }

    @Override
    public boolean dropsNotNull() {
        return false;
    }

    @Override
    public boolean boundsTexts() {
        return false;
    }

    @Override
    public boolean checksTypes() {
        return false;
    }

    /** A column's type is a hint: it takes any value as it is. */
    @Override
    public String alterType(String table, String column, String type) {
        return "ANALYZE";
    }

    @Override
    public String dropPrimaryKey(String table) {
        return "CREATE TABLE keyless AS SELECT * FROM " + table + "; DROP TABLE " + table
                + "; ALTER TABLE keyless RENAME TO " + table;
    }

    @Override
    public boolean ignoresCaseOfColumns() {
        return true;
    }
}
