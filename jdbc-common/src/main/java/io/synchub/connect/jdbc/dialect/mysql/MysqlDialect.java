/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import java.sql.Driver;
import java.util.Map;
import java.util.Optional;

/**
 * MySQL 8. Its own driver is used where the worker has it on the plugin's path (its licence does not let us bundle it), else
 * MariaDB's, which speaks the same protocol.
 */
public final class MysqlDialect extends MysqlFamilyDialect {
    private static final String OWN_DRIVER = "com.mysql.cj.jdbc.Driver";
    private static final String PERMISSION = "permitMysqlScheme";

    private static final Map<String, String> OWN_PROPERTIES = Map.of(
            "connectTimeout", "10000",
            "tcpKeepAlive", "true",
            "allowLoadLocalInfile", "false",
            "connectionTimeZone", "UTC",
            "characterEncoding", "UTF-8",
            "rewriteBatchedStatements", "true");

    @Override
    public String name() {
        return "MySQL";
    }

    @Override
    public boolean accepts(String jdbcUrl) {
        return jdbcUrl.startsWith("jdbc:mysql:");
    }

    @Override
    public Driver driver() {
        return ownDriver().orElseGet(MariaDbDialect::mariaDbDriver);
    }

    private static Optional<Driver> ownDriver() {
        try {
            Class<?> driver = Class.forName(OWN_DRIVER, true, MysqlDialect.class.getClassLoader());
            return Optional.of((Driver) driver.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException absent) {
            return Optional.empty();
        }
    }

    /** MariaDB's driver takes a URL of MySQL only if the URL says that it may. */
    @Override
    public String driverUrl(String jdbcUrl) {
        if (ownDriver().isPresent() || jdbcUrl.contains(PERMISSION)) {
            return jdbcUrl;
        }
        return jdbcUrl + (jdbcUrl.contains("?") ? "&" : "?") + PERMISSION;
    }

    @Override
    public Map<String, String> connectionProperties() {
        return ownDriver().isPresent() ? OWN_PROPERTIES : MariaDbDialect.PROPERTIES;
    }

    @Override
    String exactCollation() {
        return "utf8mb4_bin";
    }

    @Override
    String isolationVariable() {
        return "transaction_isolation";
    }

    /** It knows none for transactions alone: the one for sessions ends those that idle in a transaction too. */
    @Override
    String idleVariable() {
        return "wait_timeout";
    }

    @Override
    boolean showsDefaultsAsSql() {
        return false;
    }

    /** All checks are the table's. */
    @Override
    Optional<String> columnChecks() {
        return Optional.empty();
    }

    @Override
    String addColumn() {
        return "ADD COLUMN";
    }
}
