/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Resolves <code>${env:SHOP_HOST}</code> in connector configurations for a worker that runs in this JVM, where environment
 * variables cannot be set: the same files work here and, with Kafka's EnvVarConfigProvider, in production.
 *
 * <p>Kafka makes the provider by itself, so what a worker may see is kept per worker under a key of the worker's
 * configuration. Called from the worker's threads.
 */
public final class StackVariables implements ConfigProvider {
    private static final String WORKER = "worker";
    private static final Map<String, Map<String, String>> BY_WORKER = new ConcurrentHashMap<>();

    private Map<String, String> variables = Map.of();

    /** Makes the variables known until {@link #forget}; returns the worker properties that lead to them. */
    static Map<String, String> register(Map<String, String> variables) {
        String worker = UUID.randomUUID().toString();
        BY_WORKER.put(worker, Map.copyOf(variables));
        return Map.of(
                "config.providers",
                "env",
                "config.providers.env.class",
                StackVariables.class.getName(),
                "config.providers.env.param." + WORKER,
                worker);
    }

    static void forget(Map<String, String> workerProperties) {
        BY_WORKER.remove(workerProperties.getOrDefault("config.providers.env.param." + WORKER, ""));
    }

    /** How the variables of a database or service begin: its name in capitals, with anything unusual as underscore. */
    static String prefix(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    @Override
    public void configure(Map<String, ?> config) {
        Map<String, String> known = BY_WORKER.get(String.valueOf(config.get(WORKER)));
        if (known == null) {
            throw new ConfigException("StackVariables serves only workers of a local stack in this JVM");
        }
        variables = known;
    }

    @Override
    public ConfigData get(String path) {
        return new ConfigData(variables);
    }

    /** As Kafka's own provider for the environment: a name that is not set is left out, and Connect says which. */
    @Override
    public ConfigData get(String path, Set<String> keys) {
        Map<String, String> wanted = new HashMap<>(variables);
        wanted.keySet().retainAll(keys);
        return new ConfigData(Collections.unmodifiableMap(wanted));
    }

    @Override
    public void close() {
        variables = Map.of();
    }
}
