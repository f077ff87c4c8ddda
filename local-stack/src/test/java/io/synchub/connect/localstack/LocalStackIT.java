/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {
    private static final String DEBEZIUM = "io.debezium.connector.postgresql.PostgresConnector";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path temp;

    @Test
    void runs_debezium_in_this_jvm_and_leaves_nothing_behind() throws Exception {
        Path directory = temp.resolve("stack");
        List<String> parts = Collections.synchronizedList(new ArrayList<>());
        LocalStack stack =
                builder(directory).onStarted((part, took) -> parts.add(part)).start();
        try (stack) {
            assertThat(parts).containsExactlyInAnyOrder("PostgreSQL shop", "Kafka broker", "Connect worker");
            assertThat(parts).last().isEqualTo("Connect worker");
            ConnectRest rest = stack.rest();
            assertThat(rest.plugins())
                    .extracting(ConnectRest.Plugin::className)
                    .contains(DEBEZIUM, "io.debezium.transforms.ExtractNewRecordState");

            Map<String, String> config = debezium();
            Map<String, String> wrong = new HashMap<>(config);
            wrong.put("tasks.max", "none");
            assertThat(rest.validate(DEBEZIUM, config)).isEmpty();
            assertThat(rest.validate(DEBEZIUM, wrong)).containsOnlyKeys("tasks.max");
            assertThatThrownBy(() -> rest.status("nobody"))
                    .isInstanceOfSatisfying(ConnectFailure.class, e -> assertThat(e.httpStatus())
                            .isEqualTo(404));

            createOrders(stack.postgres("shop"));
            Path file = temp.resolve("orders.json");
            Files.writeString(file, connectorFile(config));
            assertThat(rest.createFromFile(file)).isEqualTo("orders");
            rest.awaitRunning("orders", SOON);
            Await.until("an offset is written", SOON, () -> !rest.offsets("orders")
                    .path("offsets")
                    .isEmpty());

            rest.stop("orders");
            rest.resume("orders");
            rest.awaitRunning("orders", SOON);
            rest.delete("orders");
            assertThat(rest.connectors()).isEmpty();
            Files.delete(file);
        }
        assertThat(Processes.using(directory)).isEmpty();
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void a_worker_in_its_own_jvm_can_be_killed_and_comes_back_with_its_connector() throws Exception {
        Path directory = temp.resolve("stack");
        try (LocalStack stack = builder(directory).workerInOwnJvm().start()) {
            createOrders(stack.postgres("shop"));
            ChildJvmWorker worker = stack.childWorker();
            worker.rest().put("orders", debezium());
            worker.rest().awaitRunning("orders", SOON);
            long firstPid = worker.pid();

            worker.kill();
            assertThat(worker.isRunning()).isFalse();
            assertThat(ProcessHandle.of(firstPid)).isEmpty();

            worker.start();
            assertThat(worker.pid()).isNotEqualTo(firstPid);
            worker.rest().awaitRunning("orders", SOON);
        }
        assertThat(Processes.using(directory)).isEmpty();
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void a_worker_that_cannot_start_is_an_exception_and_not_the_end_of_the_jvm() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                KafkaBroker broker = KafkaBroker.builder(temp.resolve("kafka")).start()) {
            try (ConnectWorker worker = ConnectWorker.inProcess(
                    broker.bootstrapServers(),
                    WorkerOptions.in(temp.resolve("connect")).port(taken.getLocalPort()))) {
                assertThatThrownBy(worker::start)
                        .isInstanceOf(StackFailure.class)
                        .hasMessageContaining(Integer.toString(taken.getLocalPort()));
                assertThat(worker.isRunning()).isFalse();
            }
        }
        assertThat(temp).isEmptyDirectory();
    }

    private static LocalStack.Builder builder(Path directory) {
        return LocalStack.in(directory)
                .binaries(TestDirectory.BINARIES)
                .postgres("shop", PostgresServer.Builder::logicalReplication)
                .worker(worker -> worker.plugins(PluginPath.debeziumPostgres()));
    }

    private static void createOrders(PostgresServer shop) throws Exception {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (order_id bigint PRIMARY KEY)");
            statement.execute("INSERT INTO orders VALUES (1)");
        }
    }

    private static Map<String, String> debezium() {
        return Map.of(
                "connector.class", DEBEZIUM,
                "topic.prefix", "shop",
                "plugin.name", "pgoutput",
                "table.include.list", "public.orders",
                "database.hostname", "${env:SHOP_HOST}",
                "database.port", "${env:SHOP_PORT}",
                "database.dbname", "${env:SHOP_DATABASE}",
                "database.user", "${env:SHOP_USER}",
                "database.password", "${env:SHOP_PASSWORD}");
    }

    private static String connectorFile(Map<String, String> config) {
        return config.entrySet().stream()
                .map(entry -> '"' + entry.getKey() + "\": \"" + entry.getValue() + '"')
                .collect(Collectors.joining(",", "{\"name\": \"orders\", \"config\": {", "}}"));
    }
}
