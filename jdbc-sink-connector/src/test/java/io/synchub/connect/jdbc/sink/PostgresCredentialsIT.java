/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static io.synchub.connect.jdbc.sink.harness.Records.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import io.synchub.connect.localstack.Await;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in: passwords that are wrong, rotated and read again, and what reaches the driver. */
class PostgresCredentialsIT extends SinkBehaviour {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger ROLES = new AtomicInteger();

    private final Schema key = schema("id:int64");
    private final Schema row = schema("qty:int32");
    private final String role = "writer_" + ROLES.incrementAndGet();

    @TempDir
    private Path secrets;

    @Override
    protected TestDatabase freshDatabase() {
        return PostgresTestDatabase.fresh("warehouse");
    }

    @BeforeEach
    void createRole() throws IOException {
        String schema = ((PostgresTestDatabase) database).schema();
        database.run(
                "CREATE TABLE orders (id BIGINT PRIMARY KEY, qty INTEGER)",
                "DROP ROLE IF EXISTS " + role,
                "CREATE ROLE " + role + " LOGIN PASSWORD 'first-secret'",
                "GRANT USAGE ON SCHEMA " + schema + " TO " + role,
                "GRANT ALL ON orders TO " + role);
        keepInFile("first-secret");
    }

    private void keepInFile(String password) throws IOException {
        Path next = secrets.resolve("next");
        Files.writeString(next, "other=x\nwarehouse=" + password + "\n");
        Files.move(next, secrets.resolve("passwords.properties"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private SinkWorker startAsRole(String... more) {
        return start(
                "orders",
                with(
                        new String[] {
                            "insert.mode",
                            "upsert",
                            "pk.mode",
                            "record_key",
                            "connection.user",
                            role,
                            "connection.ApplicationName",
                            role
                        },
                        more));
    }

    private SinkWorker startWithFile(String... more) {
        return startAsRole(with(
                new String[] {
                    "connection.password",
                    null,
                    "connection.password.provider",
                    FileConfigProvider.class.getName(),
                    "connection.password.provider.param.allowed.paths",
                    secrets.toString(),
                    "connection.password.path",
                    secrets.resolve("passwords.properties").toString(),
                    "connection.password.key",
                    "warehouse"
                },
                more));
    }

    private static String[] with(String[] properties, String... more) {
        return Stream.concat(Arrays.stream(properties), Arrays.stream(more)).toArray(String[]::new);
    }

    private SinkRecord record(SinkWorker worker, long id) {
        return worker.next("orders", key, struct(key, id), row, struct(row, 1));
    }

    private void rotate(String password) {
        database.run("ALTER ROLE " + role + " PASSWORD '" + password + "'");
        disconnect();
    }

    private void disconnect() {
        database.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + role + "'");
    }

    private String written() {
        return database.value("SELECT count(*) FROM orders");
    }

    @Test
    void a_password_that_is_rotated_is_read_again_and_no_row_is_lost() throws IOException {
        // Not one retry is used up by the log-in: the one is for the connection that was ended.
        SinkWorker worker = startWithFile("max.retries", "1");
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 50; i++) {
                worker.append(record(worker, round * 50 + i));
            }
            worker.drain(10);
            keepInFile("secret-" + round);
            rotate("secret-" + round);
        }
        worker.put(record(worker, 999));
        assertThat(written()).isEqualTo("201");
    }

    @Test
    void a_rotation_that_takes_a_while_pauses_the_task_until_the_new_password_can_be_read() throws IOException {
        SinkWorker worker = startWithFile();
        worker.put(record(worker, 1));
        rotate("second-secret");
        worker.deliver(List.of(record(worker, 2)));
        Await.until("the task to pause", PATIENCE, () -> !worker.paused().isEmpty());
        worker.deliver(List.of());
        Files.delete(secrets.resolve("passwords.properties"));
        worker.deliver(List.of());
        assertThat(worker.paused()).isNotEmpty();
        assertThat(written()).isEqualTo("1");

        keepInFile("second-secret");
        worker.drain(10);
        assertThat(written()).isEqualTo("2");
        assertThat(worker.paused()).isEmpty();
    }

    @Test
    void a_rotation_that_never_ends_fails_the_task_and_says_what_to_look_at() {
        SinkWorker worker = startWithFile("max.retries", "2");
        worker.put(record(worker, 1));
        rotate("second-secret");
        Throwable thrown = catchThrowable(() -> worker.put(record(worker, 2)));
        assertThat(thrown).isInstanceOf(ConnectException.class);
        assertThat(trace(thrown))
                .contains("max.retries", "28P01", "connection.password.path and connection.password.key")
                .doesNotContain("secret");
    }

    @Test
    void a_plain_password_that_worked_is_tried_again_and_then_the_task_asks_to_be_restarted() {
        SinkWorker worker =
                startAsRole("connection.password", "first-secret", "max.retries", "500", "connection.attempts", "3");
        worker.put(record(worker, 1));
        rotate("second-secret");
        worker.deliver(List.of(record(worker, 2)));
        assertThat(worker.paused()).isNotEmpty();
        Throwable thrown = catchThrowable(() -> worker.put());
        assertThat(thrown).isInstanceOf(ConnectException.class);
        assertThat(trace(thrown))
                .contains("connection.attempts", "28P01", "restart the task", "worker resolves connection.password")
                .doesNotContain("secret");
    }

    @Test
    void a_password_that_never_worked_fails_the_task_at_once() throws IOException {
        keepInFile("wrong-secret");
        SinkWorker worker = startWithFile();
        Throwable thrown = catchThrowable(() -> worker.deliver(List.of(record(worker, 1))));
        assertThat(thrown).isInstanceOf(ConnectException.class);
        assertThat(trace(thrown))
                .contains("connection.user", "connection.password.key", "28P01")
                .doesNotContain("secret");
        SinkWorker plain = startAsRole("connection.password", "wrong-secret");
        assertThat(trace(catchThrowable(() -> plain.deliver(List.of(record(plain, 1))))))
                .contains("connection.user and connection.password (SQLState 28P01)")
                .doesNotContain("secret");
    }

    @Test
    void a_folder_with_a_file_for_each_secret() throws IOException {
        Files.writeString(secrets.resolve("warehouse"), "first-secret\n");
        SinkWorker worker = startAsRole(
                "connection.password",
                null,
                "connection.password.provider",
                DirectoryConfigProvider.class.getName(),
                "connection.password.path",
                secrets.toString(),
                "connection.password.key",
                "warehouse");
        worker.put(record(worker, 1));
        assertThat(written()).isEqualTo("1");
    }

    @Test
    void properties_for_the_driver_reach_it_and_win_over_the_connectors_own() {
        SinkWorker worker = startAsRole("connection.password", "first-secret", "connection.options", "-c work_mem=7MB");
        worker.put(record(worker, 1));
        assertThat(database.value("SELECT application_name FROM pg_stat_activity WHERE usename = '" + role + "'"))
                .isEqualTo(role);

        // The server has no TLS: that it is not written to shows that the driver insists on it.
        SinkWorker insisting = startAsRole("connection.password", "first-secret", "connection.sslmode", "require");
        insisting.deliver(List.of(record(insisting, 2)));
        assertThat(insisting.paused()).isNotEmpty();
    }

    @Test
    void attempts_to_connect_are_counted_apart_from_failed_writes() throws IOException {
        String port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = Integer.toString(socket.getLocalPort());
        }
        SinkWorker worker = startAsRole(
                "connection.url",
                "jdbc:postgresql://127.0.0.1:" + port + "/warehouse",
                "max.retries",
                "0",
                "connection.attempts",
                "3",
                "connection.backoff.ms",
                "1");
        worker.deliver(List.of(record(worker, 1)));
        assertThat(worker.paused()).isNotEmpty();
        assertThat(worker.timeout()).isBetween(0L, 1L);
        Throwable thrown = catchThrowable(() -> worker.put());
        assertThat(thrown).isInstanceOf(ConnectException.class);
        assertThat(thrown.getMessage())
                .contains("Giving up after connection.attempts")
                .contains("08001");
    }

    @Test
    void the_keys_of_a_source_reach_its_own_driver() throws Exception {
        database.run("ALTER TABLE orders REPLICA IDENTITY FULL", "INSERT INTO orders VALUES (1, 5)");
        Map<String, String> properties = new HashMap<>(properties("keys"));
        database.properties().forEach((name, value) -> properties.put("source." + name, value));
        properties.put("source.connection.user", role);
        properties.remove("source.connection.password");
        properties.put("source.connection.password.provider", FileConfigProvider.class.getName());
        properties.put(
                "source.connection.password.path",
                secrets.resolve("passwords.properties").toString());
        properties.put("source.connection.password.key", "warehouse");
        properties.put("source.connection.ApplicationName", role);
        properties.put("query", "SELECT id, sum(qty) AS qty FROM orders GROUP BY id");
        properties.put("key.fields", "id");
        properties.put("table.name", "totals");
        properties.put("auto.create", "true");
        assertThat(new AggregateRefreshSinkConnector()
                        .validate(properties).configValues().stream().flatMap(value -> value.errorMessages().stream()))
                .isEmpty();
        try (SinkWorker worker = SinkWorker.start(new AggregateRefreshSinkTask(), properties, "keys")) {
            worker.put(worker.next("keys", null, null, key, struct(key, 1L)));
            assertThat(database.rows("SELECT id, qty FROM totals")).containsExactly("1|5");
            assertThat(database.value("SELECT application_name FROM pg_stat_activity WHERE usename = '" + role + "'"))
                    .isEqualTo(role);
        }
    }
}
