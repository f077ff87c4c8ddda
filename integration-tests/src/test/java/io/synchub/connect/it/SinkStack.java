/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synchub.connect.localstack.ConnectRest;
import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PluginPath;
import io.synchub.connect.localstack.PostgresServer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ThrowingRunnable;

/** A broker, a warehouse and a worker in this JVM with the JDBC sink, for records that a test makes itself. */
final class SinkStack implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    final LocalStack stack;
    private final TopicReader topics;
    private final KafkaProducer<byte[], byte[]> producer;

    /**
     * @param name of the folder below {@code target}
     * @param database how the warehouse's server is set
     */
    SinkStack(String name, Consumer<PostgresServer.Builder> database) {
        this.stack = LocalStack.in(Path.of("target", name))
                .binaries(PluginPath.checkout().resolve("integration-tests/target/postgres-programs"))
                .postgres("warehouse", database)
                .worker(options -> options.plugins(PluginPath.jdbcSink()))
                .start();
        this.topics = new TopicReader(stack.broker().bootstrapServers());
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.broker().bootstrapServers(), "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    PostgresServer warehouse() {
        return stack.postgres("warehouse");
    }

    ConnectRest rest() {
        return stack.rest();
    }

    /** Appends a record to partition 0 of a topic; texts may be null. */
    void send(String topic, String key, String value) {
        producer.send(new ProducerRecord<>(topic, 0, bytes(key), bytes(value)));
    }

    /** Waits until the broker has all that was sent. */
    void flush() {
        producer.flush();
    }

    static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** The JSON of a struct with its schema: {@code fields} is the schema's array, {@code payload} the object. */
    static String json(String fields, String payload) {
        return "{\"schema\":{\"type\":\"struct\",\"fields\":" + fields + "},\"payload\":" + payload + "}";
    }

    /** A struct with one whole number. */
    static String number(String field, long value) {
        return json("[{\"field\":\"" + field + "\",\"type\":\"int64\"}]", "{\"" + field + "\":" + value + "}");
    }

    /**
     * The configuration of a sink with a dead letter queue of its own.
     *
     * @param more further keys and values in turn
     */
    static Map<String, String> sink(String name, String topic, String... more) {
        Map<String, String> config = new LinkedHashMap<>(Pipeline.warehouse(Pipeline.JDBC_SINK, topic, more));
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", queue(name));
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("errors.deadletterqueue.context.headers.enable", "true");
        return config;
    }

    private static String queue(String name) {
        return name + "-dead";
    }

    /** Creates a connector and waits until its tasks run. */
    void create(String name, Map<String, String> config) {
        rest().put(name, config);
        rest().awaitRunning(name, Pipeline.PATIENCE);
    }

    /** What is in a connector's dead letter queue now. */
    List<ConsumerRecord<byte[], byte[]>> letters(String name) {
        return topics.records(queue(name));
    }

    /** A header's text. */
    static String header(ConsumerRecord<byte[], byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    /** The one number that a query gives. */
    long number(String query) {
        return Long.parseLong(Rows.of(warehouse(), query).get(0).replaceAll("[\\[\\]]", ""));
    }

    /** A metric of a table as an operator sees it: a connector with one task. */
    double metric(String connector, String table, String metric) {
        return read("kafka.connect:*,connector=" + quoted(connector) + ",table=" + table, metric);
    }

    /** A metric of a connector's only task. */
    double metric(String connector, String metric) {
        return read("kafka.connect:type=plugins,connector=" + quoted(connector) + ",task=0", metric);
    }

    private static String quoted(String name) {
        return name.contains("-") ? '"' + name + '"' : name;
    }

    private static double read(String pattern, String metric) {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            Set<ObjectName> found = server.queryNames(new ObjectName(pattern), null);
            assertThat(found)
                    .as("%s among %s", pattern, server.queryNames(new ObjectName("kafka.connect:type=plugins,*"), null))
                    .hasSize(1);
            return ((Number) server.getAttribute(found.iterator().next(), metric)).doubleValue();
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until an assertion holds; fails at once when a task of the connector has failed. */
    void awaitAsserted(String connector, ThrowingRunnable assertion) {
        await().atMost(Pipeline.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .untilAsserted(() -> {
                    rest().requireNotFailed(connector);
                    assertion.run();
                });
    }

    /** Waits until a query gives at least a number. */
    void awaitAtLeast(String connector, String query, long least) {
        awaitAsserted(connector, () -> assertThat(number(query)).isGreaterThanOrEqualTo(least));
    }

    @Override
    public void close() {
        producer.close();
        topics.close();
        stack.close();
    }
}
