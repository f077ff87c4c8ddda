/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.sink.harness.DeadLetters;
import io.synchub.connect.jdbc.sink.harness.MariaDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever the worker logs, the rows are not in it: neither the connector nor the driver nor the pool writes values. */
class MariaDbDriverLogsIT extends SinkBehaviour {
    private static final String SECRET = "s3cr3t";

    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final Level before = context.getRootLogger().getLevel();
    private final AbstractAppender listener = new AbstractAppender("listener", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            StringBuilder line = new StringBuilder(event.getLevel() + " " + event.getLoggerName() + " "
                    + event.getMessage().getFormattedMessage());
            for (Throwable at = event.getThrown(); at != null; at = at.getCause()) {
                line.append(" / ").append(at);
            }
            log.add(line.toString());
        }
    };

    @Override
    protected TestDatabase freshDatabase() {
        return MariaDbTestDatabase.fresh("warehouse");
    }

    @BeforeEach
    void listen() {
        listener.start();
        Configurator.setRootLevel(Level.TRACE);
        context.getRootLogger().addAppender(listener);
    }

    @AfterEach
    void stopListening() {
        context.getRootLogger().removeAppender(listener);
        Configurator.setRootLevel(before);
    }

    private SinkRecord order(SinkWorker worker, long id, String name, String quantity) {
        Schema key = schema("id:int64");
        Schema row = schema("name:string?", "qty:string?");
        return worker.next("orders", key, struct(key, id), row, struct(row, name, quantity));
    }

    @Test
    void no_value_of_a_row_is_logged_at_any_level() {
        database.run("CREATE TABLE orders (id BIGINT PRIMARY KEY, name VARCHAR(20) UNIQUE, qty INT)");
        DeadLetters letters = new DeadLetters();
        SinkWorker worker = start(letters, "orders", "insert.mode", "upsert", "pk.mode", "record_key");
        worker.put(
                order(worker, 1, SECRET, "1"),
                order(worker, 2, SECRET + " and much too long for it", "1"),
                order(worker, 3, SECRET, "1"),
                order(worker, 4, "x", SECRET));
        assertThat(letters.offsets()).containsExactly(1L, 2L, 3L);
        assertThat(log).as("the pool's own lines").anyMatch(line -> line.contains("com.zaxxer.hikari"));
        List<String> telling = log.stream()
                // The dumps of packets have a column between the characters and their codes.
                .filter(line -> line.contains(SECRET)
                        || line.contains(database.properties().get("connection.password"))
                        || line.split(" ")[1].startsWith("org.mariadb.jdbc."))
                .toList();
        assertThat(telling).isEmpty();
    }
}
