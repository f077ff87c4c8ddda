/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

/** A DuckDB file of one test. */
public final class DuckDbTestDatabase extends EmbeddedTestDatabase {
    private DuckDbTestDatabase(String url) {
        super(url);
    }

    /** An empty file. */
    public static DuckDbTestDatabase fresh() {
        return new DuckDbTestDatabase("jdbc:duckdb:" + freshFile("duckdb"));
    }

    @Override
    public String currentSchema() {
        return "current_schema()";
    }

    /** A table that is being changed takes no rows of others. */
    @Override
    public String lockTable(String table) {
        return "ALTER TABLE " + table + " ADD COLUMN locked INTEGER";
    }

    @Override
    String keepOut() {
        boolean there = !rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'synchub_offsets'")
                .isEmpty();
        return there ? lockTable("synchub_offsets") : "CREATE TABLE synchub_offsets (id INTEGER)";
    }

    @Override
    public boolean boundsTexts() {
        return false;
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
