/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {
    @TempDir
    private Path temp;

    @Test
    void keeps_records_over_a_restart_serves_transactions_and_leaves_nothing_behind() throws Exception {
        KafkaBroker broker =
                KafkaBroker.builder(temp.resolve("kafka")).defaultPartitions(3).start();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "one"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("greetings", "key", "hello")).get();
            producer.commitTransaction();
            assertThat(producer.partitionsFor("greetings")).hasSize(3);
        }
        broker.stop();
        assertThat(broker.isRunning()).isFalse();
        broker.start();

        assertThat(read(broker.bootstrapServers(), "greetings")).containsExactly("hello");

        broker.close();
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void a_taken_port_is_an_exception_and_not_the_end_of_the_jvm() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> KafkaBroker.builder(temp.resolve("kafka"))
                            .port(taken.getLocalPort())
                            .start())
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
        assertThat(temp).isEmptyDirectory();
    }

    private static List<String> read(String bootstrapServers, String topic) {
        try (KafkaConsumer<byte[], String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", "test",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            List<String> values = new ArrayList<>();
            Await.until("a record arrives", Duration.ofSeconds(20), () -> {
                for (ConsumerRecord<byte[], String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
                return !values.isEmpty();
            });
            return values;
        }
    }
}
