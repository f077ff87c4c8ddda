/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.credentials;

import io.synchub.connect.common.config.Validation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.types.Password;

/**
 * The password of a connection: given as such, or the config provider that the task reads it with.
 *
 * <p>The worker resolves {@code ${provider:path:key}} before a task sees its configuration, so that a task can not read
 * such a password again. With a provider of its own it can.
 */
public final class PasswordConfig {
    /** What keys behind {@code connection.} begin with that are meant for the provider, not for the driver. */
    public static final String RESERVED = "password.";

    private static final String PASSWORD = "connection.password";
    private static final String PROVIDER = PASSWORD + ".provider";
    private static final String PARAM = PROVIDER + ".param.";
    private static final String PATH = PASSWORD + ".path";
    private static final String KEY = PASSWORD + ".key";

    private final String prefix;
    private final Password password;
    private final Class<?> provider;
    private final Map<String, Object> params;
    private final String path;
    private final String key;

    /** Reads the keys that {@link #define} declared with the same prefix. */
    public PasswordConfig(AbstractConfig config, String prefix) {
        this.prefix = prefix;
        this.password = config.getPassword(prefix + PASSWORD);
        this.provider = config.getClass(prefix + PROVIDER);
        this.params = config.originalsWithPrefix(prefix + PARAM);
        this.path = config.getString(prefix + PATH);
        this.key = config.getString(prefix + KEY);
    }

    /**
     * Declares the keys.
     *
     * @param order of the first key in its group; there are four
     */
    public static ConfigDef define(ConfigDef definition, String prefix, String group, int order, String what) {
        List<String> dependents = List.of(prefix + PATH, prefix + KEY);
        return definition
                .define(
                        prefix + PASSWORD,
                        Type.PASSWORD,
                        null,
                        Importance.HIGH,
                        "Password for the " + what
                                + ". Best given through one of the worker's config providers, such as"
                                + " ${env:NAME}, so that it is not kept in Connect's config topic. The worker resolves it"
                                + " when a task starts: when it is rotated the tasks must be restarted, unless "
                                + prefix + PROVIDER + " is used instead.",
                        group,
                        order,
                        Width.MEDIUM,
                        "Password for the " + what)
                .define(
                        prefix + PROVIDER,
                        Type.CLASS,
                        null,
                        ConfigDef.LambdaValidator.with(PasswordConfig::checkProvider, () -> "a ConfigProvider"),
                        Importance.MEDIUM,
                        "Class of a Kafka ConfigProvider by which the task itself reads the password for the " + what
                                + ", when it starts and again whenever the database rejects it, so that a rotation needs"
                                + " no restart. Such as org.apache.kafka.common.config.provider.FileConfigProvider,"
                                + " DirectoryConfigProvider or EnvVarConfigProvider of the same package, or any other on"
                                + " the class path of the worker or in the plugin's folder. "
                                + prefix + PARAM + "<name> goes to the provider as <name>. Instead of "
                                + prefix + PASSWORD + ". A worker with the system property "
                                + AbstractConfig.AUTOMATIC_CONFIG_PROVIDERS_PROPERTY
                                + " allows only the classes that it lists.",
                        group,
                        order + 1,
                        Width.LONG,
                        "Password provider for the " + what,
                        dependents)
                .define(
                        prefix + PATH,
                        Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "Where " + prefix + PROVIDER + " looks: for FileConfigProvider a properties file, for"
                                + " DirectoryConfigProvider a folder, nothing for EnvVarConfigProvider.",
                        group,
                        order + 2,
                        Width.LONG,
                        "Password path",
                        new VisibleWithProvider(prefix + PROVIDER))
                .define(
                        prefix + KEY,
                        Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "What " + prefix + PROVIDER + " reads there: for FileConfigProvider a key of the file, for"
                                + " DirectoryConfigProvider the name of a file whose content is the password, for"
                                + " EnvVarConfigProvider a variable. A line break at the end is not part of the password.",
                        group,
                        order + 3,
                        Width.MEDIUM,
                        "Password key",
                        new VisibleWithProvider(prefix + PROVIDER));
    }

    /** Shows a key only where there is a provider to use it. */
    private record VisibleWithProvider(String provider) implements ConfigDef.Recommender {
        @Override
        public List<Object> validValues(String key, Map<String, Object> parsedConfig) {
            return List.of();
        }

        @Override
        public boolean visible(String key, Map<String, Object> parsedConfig) {
            return parsedConfig.get(provider) != null;
        }
    }

    private static void checkProvider(String key, Object value) {
        if (!(value instanceof Class<?> type)) {
            return;
        }
        if (!ConfigProvider.class.isAssignableFrom(type)) {
            throw new ConfigException(
                    key, type.getName(), "Must be a class that implements " + ConfigProvider.class.getName());
        }
        String allowed = System.getProperty(AbstractConfig.AUTOMATIC_CONFIG_PROVIDERS_PROPERTY);
        if (allowed != null
                && Arrays.stream(allowed.split(",")).map(String::trim).noneMatch(type.getName()::equals)) {
            throw new ConfigException(
                    key,
                    type.getName(),
                    "The worker's system property " + AbstractConfig.AUTOMATIC_CONFIG_PROVIDERS_PROPERTY
                            + " does not list it");
        }
    }

    /** Hangs on their keys the errors that no single key shows. */
    public void check(Validation validation) {
        if (provider == null) {
            if (!path.isEmpty() || !key.isEmpty()) {
                validation.error(
                        prefix + PROVIDER, "must be set for " + pathKey() + " and " + nameKey() + " to be used");
            }
            return;
        }
        if (password != null) {
            validation.error(
                    prefix + PROVIDER, "there are two passwords: delete this line or the one of " + prefix + PASSWORD);
        }
        if (key.isBlank()) {
            validation.error(nameKey(), "must say what " + prefix + PROVIDER + " is to read");
        }
    }

    /**
     * Opens the source of the password, for the caller to close.
     *
     * @throws ConfigException when the provider can not be made or does not take its parameters
     */
    public PasswordSource open() {
        if (provider == null) {
            return new FixedPassword(prefix + PASSWORD, password);
        }
        ConfigProvider opened;
        try {
            opened = provider.asSubclass(ConfigProvider.class)
                    .getDeclaredConstructor()
                    .newInstance();
            opened.configure(params);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Its message may hold parameters, which may be secrets.
            throw new ConfigException("Invalid value for configuration " + prefix + PROVIDER + ": " + provider.getName()
                    + " does not start (" + e.getClass().getSimpleName() + "): check " + paramPrefix() + "*");
        }
        return new ProvidedPassword(opened, path, key, this);
    }

    /** The password that is given as such, or null. */
    public Password password() {
        return password;
    }

    /** Whether there is any password. */
    public boolean isGiven() {
        return password != null || provider != null;
    }

    /** The key that names the provider. */
    public String providerKey() {
        return prefix + PROVIDER;
    }

    String pathKey() {
        return prefix + PATH;
    }

    String nameKey() {
        return prefix + KEY;
    }

    String paramPrefix() {
        return prefix + PARAM;
    }

    /** The key that decides where the password comes from. */
    public String decidingKey() {
        return provider == null ? prefix + PASSWORD : nameKey();
    }
}
