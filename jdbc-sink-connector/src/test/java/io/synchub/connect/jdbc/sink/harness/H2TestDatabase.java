/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

/** A database of H2 in memory: the stand-in for those that no dialect knows. */
public final class H2TestDatabase extends EmbeddedTestDatabase {
    private H2TestDatabase(String url) {
        super(url);
    }

    /** An empty database, which stores names as PostgreSQL does. */
    public static H2TestDatabase fresh() {
        return new H2TestDatabase("jdbc:h2:mem:" + freshName("test")
                + ";DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE;NON_KEYWORDS=DAY;LOCK_TIMEOUT=200");
    }

    @Override
    public String sqlState(String postgres) {
        return switch (postgres) {
            case "22003" -> "22004";
            case "23503" -> "23506";
            case "23514" -> "23513";
            default -> postgres;
        };
    }

    @Override
    public String dropPrimaryKey(String table) {
        return "ALTER TABLE " + table + " DROP PRIMARY KEY";
    }

    @Override
    public String alterType(String table, String column, String type) {
        return "ALTER TABLE " + table + " ALTER COLUMN " + column + " SET DATA TYPE " + type;
    }

    /** Its upserts ask for no unique key. */
    @Override
    public boolean noticesDroppedKeys() {
        return false;
    }
}
