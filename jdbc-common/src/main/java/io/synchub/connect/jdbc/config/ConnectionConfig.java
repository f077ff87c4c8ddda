/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.config;

import io.synchub.connect.common.config.Validation;
import io.synchub.connect.jdbc.credentials.PasswordConfig;
import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.Dialects;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/**
 * How to reach a database: URL, user, password, properties of the driver, and the pool. The keys may have a prefix, for connectors that know two databases.
 */
public final class ConnectionConfig {
    private static final String URL = "connection.url";
    private static final String USER = "connection.user";
    private static final String PASSWORD = "connection.password";
    private static final String CONNECTION = "connection.";
    private static final int PASSWORD_ORDER = 3;
    private static final int POOL_ORDER = 7;

    private static final Pattern PASSWORD_PARAMETER = Pattern.compile("[?&;(,]\\s*password=", Pattern.CASE_INSENSITIVE);
    /** {@code //user:password@host}; a password that is not encoded may hold a slash, which no port does. */
    private static final Pattern LOGIN_IN_AUTHORITY =
            Pattern.compile("//(?:[^/?;#]*@|[^/@?;#\\[]*:(?!\\d{1,5}(?:[,/?;#]|$))[^?;]*@)");
    /** {@code jdbc:oracle:thin:user/password@host}. */
    private static final Pattern LOGIN_OF_ORACLE =
            Pattern.compile("jdbc:oracle:[^:]*:[^@/]+/[^@]*@.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final String prefix;
    private final String dialectName;
    private final String url;
    private final String user;
    private final PasswordConfig password;
    private final PoolConfig pool;
    private final Map<String, String> driverProperties;

    /** Reads the keys that {@link #define} declared with the same prefix. */
    public ConnectionConfig(AbstractConfig config, String prefix) {
        this(config, prefix, "");
    }

    /** @param dialectName which of the databases with such URLs it is; blank where the URL says */
    public ConnectionConfig(AbstractConfig config, String prefix, String dialectName) {
        this.dialectName = dialectName;
        this.prefix = prefix;
        this.url = config.getString(prefix + URL);
        this.user = config.getString(prefix + USER);
        this.password = new PasswordConfig(config, prefix);
        this.pool = new PoolConfig(config, prefix);
        this.driverProperties = driverProperties(config, prefix);
    }

    /**
     * Declares the keys.
     *
     * @param prefix stands before each key, such as {@code source.}; may be empty
     * @param what which database this is, for the documentation
     */
    public static ConfigDef define(ConfigDef definition, String prefix, String group, String what) {
        definition
                .define(
                        prefix + URL,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        ConnectionConfig::checkUrl,
                        Importance.HIGH,
                        "JDBC URL of the " + what + ", such as jdbc:postgresql://host:5432/database. Driver properties"
                                + " may follow in it, or stand in keys of their own: " + prefix + CONNECTION
                                + "<property> goes to the driver as <property>, such as " + prefix
                                + "connection.sslmode. The URL wins over these, these over the connector's own. Their"
                                + " values are not logged by the connector.",
                        group,
                        1,
                        Width.LONG,
                        "JDBC URL of the " + what)
                .define(
                        prefix + USER,
                        Type.STRING,
                        null,
                        Importance.HIGH,
                        "User for the " + what + ". Unset: the URL or the driver's default says.",
                        group,
                        2,
                        Width.MEDIUM,
                        "User for the " + what);
        PasswordConfig.define(definition, prefix, group, PASSWORD_ORDER, what);
        return PoolConfig.define(definition, prefix, group, POOL_ORDER, what);
    }

    /** Every {@code connection.<name>} that is not a key of ours, as {@code <name>}. */
    private static Map<String, String> driverProperties(AbstractConfig config, String prefix) {
        Map<String, String> properties = new LinkedHashMap<>();
        config.originalsWithPrefix(prefix + CONNECTION).forEach((name, value) -> {
            boolean ours = config.values().containsKey(prefix + CONNECTION + name)
                    || name.startsWith(PasswordConfig.RESERVED)
                    || value == null;
            if (!ours) {
                properties.put(name, value.toString());
            }
        });
        return properties;
    }

    private static void checkUrl(String key, Object value) {
        if (value == null || value.toString().isBlank()) {
            throw new ConfigException(key, null, "Must be a JDBC URL, such as jdbc:postgresql://host:5432/database");
        }
        // Before a driver sees it: some log a URL that they can not read. The value is not repeated here either.
        String url = value.toString();
        if (PASSWORD_PARAMETER.matcher(url).find()) {
            throw new ConfigException(
                    "Invalid value for configuration " + key + ": it holds a password, and Connect writes"
                            + " URLs to its log. Give it as " + key.replace(URL, PASSWORD));
        }
        if (LOGIN_IN_AUTHORITY.matcher(url).find()
                || LOGIN_OF_ORACLE.matcher(url).matches()) {
            throw new ConfigException(
                    "Invalid value for configuration " + key + ": it holds a user or password before the host, and"
                            + " Connect and drivers write URLs to their logs. Give them as " + key.replace(URL, USER)
                            + " and " + key.replace(URL, PASSWORD));
        }
        try {
            Dialects.of(url);
        } catch (ConfigException unknown) {
            throw new ConfigException("Invalid value for " + key + ": " + unknown.getMessage());
        }
    }

    public String urlKey() {
        return prefix + URL;
    }

    public String userKey() {
        return prefix + USER;
    }

    /** The key that decides which password it is. */
    public String passwordKey() {
        return password.decidingKey();
    }

    public String url() {
        return url;
    }

    /** The user, or null. */
    public String user() {
        return user;
    }

    /** Where the password comes from. */
    public PasswordConfig password() {
        return password;
    }

    /** Of what size the pool is, and how attempts to connect are repeated. */
    public PoolConfig pool() {
        return pool;
    }

    /** The key that gives the driver this property: one of its own, or that of the URL. */
    String driverPropertyKey(String name) {
        boolean inUrl = url.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT) + "=");
        return driverProperties.containsKey(name) && !inUrl ? prefix + CONNECTION + name : urlKey();
    }

    /** What the driver is to get, by the driver's names. May hold secrets. */
    public Map<String, String> driverProperties() {
        return driverProperties;
    }

    /**
     * Hangs on their keys the errors that no single key shows.
     *
     * @param connections how many connections a task uses at once
     * @param because what makes it so many, for the message, such as {@code writers.per.task=4}
     */
    public void check(Validation validation, int connections, String because) {
        password.check(validation);
        pool.check(validation, connections, because);
    }

    public Dialect dialect() {
        return Dialects.of(url, dialectName);
    }
}
