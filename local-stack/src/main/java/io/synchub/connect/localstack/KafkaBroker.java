/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker in KRaft mode (broker and controller in one) in this JVM, on a loopback port. Topics come into being
 * when they are named, and transactions work. {@link #stop()} and {@link #start()} keep port and data; {@link #close()}
 * deletes the folder. Safe to be used by several threads.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private final Map<String, String> settings;

    private KafkaRaftServer server;

    private KafkaBroker(Builder builder) {
        directory = builder.directory.toAbsolutePath().normalize();
        port = Ports.orFree(builder.port);
        controllerPort = Ports.free();
        settings = new LinkedHashMap<>(builder.settings);
    }

    /** A broker with its files in the given folder, which will be deleted at close. */
    public static Builder builder(Path directory) {
        return new Builder(directory);
    }

    /** Starts the broker, the first time with no topics; returns when it takes requests. */
    public synchronized KafkaBroker start() {
        if (server != null) {
            return this;
        }
        KafkaExit.guard();
        ShutdownHook.register(this);
        boolean fresh = !Files.exists(directory.resolve("data"));
        try {
            Properties properties = properties();
            if (fresh) {
                format(properties);
            }
            server = launch(properties);
            return this;
        } catch (RuntimeException e) {
            if (fresh) {
                close();
            }
            throw e;
        }
    }

    /** Stops the broker and keeps its data. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /** Stops the broker and deletes its folder. */
    @Override
    public synchronized void close() {
        stop();
        Directories.delete(directory);
        ShutdownHook.forget(this);
    }

    public synchronized boolean isRunning() {
        return server != null;
    }

    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    @Override
    public String toString() {
        return "Kafka on port " + port;
    }

    private KafkaRaftServer launch(Properties properties) {
        KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        try {
            starting.startup();
            return starting;
        } catch (Exception e) {
            // Scala declares no exceptions: a checked one may come as well.
            starting.shutdown();
            throw new StackFailure(this + " did not start: " + e.getMessage(), e);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("log.dirs", directory.resolve("data").toString());
        properties.setProperty(
                "listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        properties.setProperty("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("controller.quorum.bootstrap.servers", HOST + ":" + controllerPort);
        // One broker: its internal topics cannot have copies, and one partition of each is enough.
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.setProperty(topic + ".replication.factor", "1");
            properties.setProperty(topic + ".num.partitions", "1");
        }
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        // Nobody else will join the group of a test: waiting for others would only cost time.
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        properties.setProperty("group.min.session.timeout.ms", "1000");
        // The default takes 128 MB of heap at start.
        properties.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        properties.putAll(settings);
        return properties;
    }

    private void format(Properties properties) {
        Path file = Directories.create(directory).resolve("broker.properties");
        // As a stream: what is not Latin-1, in a path say, is escaped then, as readers of properties expect.
        try (OutputStream stream = Files.newOutputStream(file)) {
            properties.store(stream, null);
        } catch (IOException e) {
            throw new StackFailure("Could not write " + file, e);
        }
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        int status = StorageTool.execute(
                new String[] {
                    "format", "--standalone", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
                },
                silent);
        if (status != 0) {
            throw new StackFailure("Could not format " + directory + " for " + this + ": status " + status);
        }
    }

    /** What can be chosen about a broker. */
    public static final class Builder {
        private final Path directory;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private int port;

        private Builder(Path directory) {
            this.directory = directory;
        }

        /** A fixed port; 0, the default, takes a free one. */
        public Builder port(int fixed) {
            port = fixed;
            return this;
        }

        /** How many partitions a topic gets that comes into being by being named; 1 unless told. */
        public Builder defaultPartitions(int partitions) {
            return setting("num.partitions", Integer.toString(partitions));
        }

        /** Any broker property. */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /** {@link KafkaBroker#start() Starts} the broker. */
        public KafkaBroker start() {
            return new KafkaBroker(this).start();
        }
    }
}
