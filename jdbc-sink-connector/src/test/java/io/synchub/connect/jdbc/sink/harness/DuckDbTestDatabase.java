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
