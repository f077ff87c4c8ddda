/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.config;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.Dialects;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * How to reach a database: URL, user and password. The keys may have a prefix, for connectors that know two databases.
 */
public final class ConnectionConfig {
    private static final String URL = "connection.url";
    private static final String USER = "connection.user";
    private static final String PASSWORD = "connection.password";

    private static final Pattern PASSWORD_PARAMETER = Pattern.compile("[?&;]password=", Pattern.CASE_INSENSITIVE);

    private final String prefix;
    private final String url;
    private final String user;
    private final Password password;

    /** Reads the keys that {@link #define} declared with the same prefix. */
    public ConnectionConfig(AbstractConfig config, String prefix) {
        this.prefix = prefix;
        this.url = config.getString(prefix + URL);
        this.user = config.getString(prefix + USER);
        this.password = config.getPassword(prefix + PASSWORD);
    }

    /**
     * Declares the keys.
     *
     * @param prefix stands before each key, such as {@code source.}; may be empty
     * @param what which database this is, for the documentation
     */
    public static ConfigDef define(ConfigDef definition, String prefix, String group, String what) {
        return definition
                .define(
                        prefix + URL,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        ConnectionConfig::checkUrl,
                        Importance.HIGH,
                        "JDBC URL of the " + what + ", such as jdbc:postgresql://host:5432/database. Driver properties"
                                + " may follow in it, and win over the connector's own.",
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
                        "User for the " + what)
                .define(
                        prefix + PASSWORD,
                        Type.PASSWORD,
                        null,
                        Importance.HIGH,
                        "Password for the " + what + ". Best given through a config provider, such as"
                                + " ${env:NAME}, so that it is not kept in Connect's config topic.",
                        group,
                        3,
                        Width.MEDIUM,
                        "Password for the " + what);
    }

    private static void checkUrl(String key, Object value) {
        if (value == null || value.toString().isBlank()) {
            throw new ConfigException(key, null, "Must be a JDBC URL, such as jdbc:postgresql://host:5432/database");
        }
        if (PASSWORD_PARAMETER.matcher(value.toString()).find()) {
            // The value is not repeated here either.
            throw new ConfigException(
                    "Invalid value for configuration " + key + ": it holds a password, and Connect writes"
                            + " URLs to its log. Give it as " + key.replace(URL, PASSWORD));
        }
        try {
            Dialects.of(value.toString());
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

    public String passwordKey() {
        return prefix + PASSWORD;
    }

    public String url() {
        return url;
    }

    /** The user, or null. */
    public String user() {
        return user;
    }

    /** The password, or null. */
    public Password password() {
        return password;
    }

    public Dialect dialect() {
        return Dialects.of(url);
    }
}
