/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.PostgresServer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a whole worker shows of the JDBC sink. */
class JdbcSinkIT {
    private static SinkStack sinks;

    @TempDir
    private Path secrets;

    @BeforeAll
    static void start() {
        sinks = new SinkStack("jdbc-sink", PostgresServer.Builder::fast);
    }

    @AfterAll
    static void stop() {
        sinks.close();
    }

    /** The file has every key of Confluent's sink with its default, but for the tables, which are to be created. */
    @Test
    void a_connector_of_confluents_sink_works_when_its_class_is_changed() throws URISyntaxException {
        Path file = Path.of(
                JdbcSinkIT.class.getResource("/confluent-jdbc-sink.json").toURI());
        sinks.send("moved", null, SinkStack.number("qty", 5));
        sinks.send("moved", SinkStack.number("id", 1), SinkStack.number("qty", 6));
        sinks.flush();
        String name = sinks.rest().createFromFile(file, Map.of("connector.class", Pipeline.JDBC_SINK));
        sinks.awaitAsserted(name, () -> assertThat(Rows.of(sinks.warehouse(), "SELECT qty FROM moved ORDER BY qty"))
                .containsExactly("[5]", "[6]"));
    }

    @Test
    void a_password_that_is_rotated_first_in_the_database_and_then_in_its_file() throws IOException {
        Rows.execute(
                sinks.warehouse(),
                "CREATE TABLE rotated (id bigint PRIMARY KEY, n bigint)",
                "CREATE ROLE writer LOGIN PASSWORD 'first-secret'",
                "GRANT ALL ON rotated TO writer");
        keep("first-secret");
        Map<String, String> config = SinkStack.sink(
                "rotated",
                "rotated",
                "insert.mode",
                "upsert",
                "pk.mode",
                "record_key",
                "connection.user",
                "writer",
                "connection.password.provider",
                "org.apache.kafka.common.config.provider.FileConfigProvider",
                "connection.password.path",
                secrets.resolve("passwords.properties").toString(),
                "connection.password.key",
                "warehouse",
                "retry.backoff.ms",
                "50",
                "max.retries",
                "1000");
        config.remove("connection.password");
        sinks.create("rotated", config);
        sinks.send("rotated", SinkStack.number("id", 1), SinkStack.number("n", 1));
        sinks.awaitAtLeast("rotated", "SELECT count(*) FROM rotated", 1);

        Rows.execute(
                sinks.warehouse(),
                "ALTER ROLE writer PASSWORD 'second-secret'",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'writer'");
        sinks.send("rotated", SinkStack.number("id", 2), SinkStack.number("n", 2));
        sinks.awaitAsserted("rotated", () -> assertThat(sinks.metric("rotated", "connection-failures-total"))
                .isGreaterThan(1));
        assertThat(sinks.number("SELECT count(*) FROM rotated")).isEqualTo(1);
        keep("second-secret");
        sinks.awaitAtLeast("rotated", "SELECT count(*) FROM rotated", 2);
        assertThat(sinks.letters("rotated")).isEmpty();
    }

    private void keep(String password) throws IOException {
        Path next = Files.writeString(secrets.resolve("next"), "warehouse=" + password + "\n");
        Files.move(next, secrets.resolve("passwords.properties"), StandardCopyOption.REPLACE_EXISTING);
    }
}
