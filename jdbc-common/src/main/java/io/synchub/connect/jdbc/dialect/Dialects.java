/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect;

import java.util.List;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;

/** Finds the {@link Dialect} of a JDBC URL. */
public final class Dialects {
    private static final List<Dialect> ALL = ServiceLoader.load(Dialect.class, Dialects.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private Dialects() {}

    /**
     * The dialect of a URL.
     *
     * @throws ConfigException when no dialect knows the URL; the message does not repeat it, since URLs may hold passwords
     */
    public static Dialect of(String jdbcUrl) {
        return ALL.stream()
                .filter(dialect -> dialect.accepts(jdbcUrl))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        "No dialect for this JDBC URL. Known databases: " + String.join(", ", names())
                                + ". For another one put the jar of its JDBC driver into the plugin's directory"));
    }

    /** The names of all dialects. */
    public static List<String> names() {
        return ALL.stream().map(Dialect::name).sorted().toList();
    }
}
