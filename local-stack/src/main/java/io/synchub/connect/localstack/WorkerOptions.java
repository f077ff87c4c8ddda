/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can be chosen about a Connect worker. Two workers with the same group share connectors and tasks; a worker that is
 * started again with the same group finds its connectors and offsets again.
 */
public final class WorkerOptions {
    private final Path directory;
    private final Set<Path> plugins = new LinkedHashSet<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<String> jvmArguments = new ArrayList<>();
    private Path log;
    private String group = "local-stack";
    private int port;

    private WorkerOptions(Path directory) {
        this.directory = directory;
        log = directory.resolve("worker.log");
        // A worker that was killed comes back, or another takes over: nobody wants to wait five minutes for that.
        property("scheduled.rebalance.max.delay.ms", "0");
        property("session.timeout.ms", "6000");
        property("heartbeat.interval.ms", "1000");
        offsetFlushInterval(Duration.ofSeconds(1));
    }

    /** A worker with its files in the given folder, which will be deleted when the worker is closed. */
    public static WorkerOptions in(Path directory) {
        return new WorkerOptions(directory.toAbsolutePath().normalize());
    }

    /** Adds a folder to {@code plugin.path}: it holds a folder of jars for each plugin. */
    public WorkerOptions plugins(Path pluginPathEntry) {
        plugins.add(pluginPathEntry.toAbsolutePath().normalize());
        return this;
    }

    /** The name of the Connect cluster and of its three topics; {@code local-stack} unless told. */
    public WorkerOptions group(String name) {
        group = name;
        return this;
    }

    /** A fixed port for the REST API; 0, the default, takes a free one. */
    public WorkerOptions port(int fixed) {
        port = fixed;
        return this;
    }

    /** How often source offsets are written down: what a killed worker may repeat. One second unless told. */
    public WorkerOptions offsetFlushInterval(Duration interval) {
        return property("offset.flush.interval.ms", Long.toString(interval.toMillis()));
    }

    /** Any worker property; the last one given counts, also against what this class sets. */
    public WorkerOptions property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** A name that connector configurations can use as <code>${env:NAME}</code>. */
    public WorkerOptions variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Several such names, such as {@link PostgresServer#variables()}. */
    public WorkerOptions variables(Map<String, String> more) {
        variables.putAll(more);
        return this;
    }

    /** An argument of the worker's own JVM, such as {@code -Xmx1g}; a worker in this JVM takes no notice. */
    public WorkerOptions jvmArgument(String argument) {
        jvmArguments.add(argument);
        return this;
    }

    /** A log file that stays, for a worker in its own JVM; the default lies in the worker's own folder. */
    public WorkerOptions log(Path keptFile) {
        log = keptFile.toAbsolutePath().normalize();
        return this;
    }

    Path directory() {
        return directory;
    }

    Path log() {
        return log;
    }

    int port() {
        return Ports.orFree(port);
    }

    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    List<String> jvmArguments() {
        return List.copyOf(jvmArguments);
    }

    Map<String, String> workerProperties(String bootstrapServers, int restPort) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("bootstrap.servers", bootstrapServers);
        all.put("group.id", group);
        all.put("listeners", "http://127.0.0.1:" + restPort);
        all.put("rest.advertised.host.name", "127.0.0.1");
        all.put("rest.advertised.port", Integer.toString(restPort));
        if (!plugins.isEmpty()) {
            all.put("plugin.path", plugins.stream().map(Path::toString).collect(Collectors.joining(",")));
        }
        // Plugins here have manifests; opening every class of every jar instead takes seconds.
        all.put("plugin.discovery", "service_load");
        for (String side : new String[] {"key", "value"}) {
            all.put(side + ".converter", "org.apache.kafka.connect.json.JsonConverter");
            all.put(side + ".converter.schemas.enable", "true");
            // Else a null in a column that has a default arrives as the default.
            all.put(side + ".converter.replace.null.with.default", "false");
        }
        for (String store : new String[] {"offset", "config", "status"}) {
            all.put(store + ".storage.topic", group + "-" + store + "s");
            all.put(store + ".storage.replication.factor", "1");
        }
        all.put("offset.storage.partitions", "1");
        all.put("status.storage.partitions", "1");
        all.putAll(properties);
        return all;
    }
}
