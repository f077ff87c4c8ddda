/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect;

import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;

/** Finds the {@link Dialect} of a JDBC URL. */
public final class Dialects {
    private static final List<Dialect> ALL = ServiceLoader.load(Dialect.class, Dialects.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private static final String CLASS_SUFFIX = "databasedialect";

    private Dialects() {}

    /**
     * The dialect of a URL.
     *
     * @throws ConfigException when no dialect knows the URL; the message does not repeat it, since URLs may hold passwords
     */
    public static Dialect of(String jdbcUrl) {
        return of(jdbcUrl, "");
    }

    /**
     * The dialect of this name that knows the URL; where there is none, the first that knows it.
     *
     * @param name as {@link #plainName} understands it; may be blank
     * @throws ConfigException as {@link #of(String)}
     */
    public static Dialect of(String jdbcUrl, String name) {
        List<Dialect> accepting =
                ALL.stream().filter(dialect -> dialect.accepts(jdbcUrl)).toList();
        return accepting.stream()
                .filter(dialect -> plainName(dialect.name()).equals(plainName(name)))
                .findFirst()
                .or(() -> accepting.stream().findFirst())
                .orElseThrow(() -> new ConfigException(
                        "No dialect for this JDBC URL. Known databases: " + String.join(", ", names())
                                + ". For another one put the jar of its JDBC driver into the plugin's directory"));
    }

    /** A name without what users write differently: case, signs, and what other sinks' names of classes end in. */
    public static String plainName(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return plain.endsWith(CLASS_SUFFIX) ? plain.substring(0, plain.length() - CLASS_SUFFIX.length()) : plain;
    }

    /** The names of all dialects. */
    public static List<String> names() {
        return ALL.stream().map(Dialect::name).sorted().toList();
    }
}
