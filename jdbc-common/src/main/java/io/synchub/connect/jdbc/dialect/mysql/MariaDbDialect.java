/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import java.sql.Driver;
import java.util.Map;
import java.util.Optional;

/** MariaDB 10.6 and later. */
public final class MariaDbDialect extends MysqlFamilyDialect {
    /** The driver's properties that both databases' sessions begin with. */
    static final Map<String, String> PROPERTIES = Map.of(
            "connectTimeout", "10000",
            "tcpKeepAlive", "true",
            "allowLocalInfile", "false",
            "dumpQueriesOnException", "false",
            // The server reads a text of many rows once, and afterwards values alone, which cost it half.
            "useServerPrepStmts", "true");

    @Override
    public String name() {
        return "MariaDB";
    }

    @Override
    public boolean accepts(String jdbcUrl) {
        return jdbcUrl.startsWith("jdbc:mariadb:");
    }

    @Override
    public Driver driver() {
        return mariaDbDriver();
    }

    /** The driver that both databases are reached by, which writes nothing to the log. */
    static Driver mariaDbDriver() {
        DriverLog.ensureSilent();
        return new org.mariadb.jdbc.Driver();
    }

    @Override
    public Map<String, String> connectionProperties() {
        return PROPERTIES;
    }

    @Override
    String exactCollation() {
        return "utf8mb4_nopad_bin";
    }

    @Override
    String isolationVariable() {
        return "tx_isolation";
    }

    @Override
    String idleVariable() {
        return "idle_transaction_timeout";
    }

    @Override
    boolean showsDefaultsAsSql() {
        return true;
    }

    @Override
    Optional<String> columnChecks() {
        return Optional.of("SELECT constraint_name, check_clause FROM information_schema.check_constraints"
                + " WHERE constraint_schema = coalesce(?, database()) AND table_name = ? AND level = 'Column'");
    }

    @Override
    String addColumn() {
        return "ADD COLUMN IF NOT EXISTS";
    }
}
