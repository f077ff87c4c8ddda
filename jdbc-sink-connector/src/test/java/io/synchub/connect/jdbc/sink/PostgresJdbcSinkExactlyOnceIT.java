/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class PostgresJdbcSinkExactlyOnceIT extends JdbcSinkExactlyOnce {
    @Override
    protected TestDatabase freshDatabase() {
        return PostgresTestDatabase.fresh("warehouse");
    }

    @Test
    void a_session_that_ends_within_the_commit_is_no_reason_to_leave_rows_out() {
        database.run(
                "CREATE FUNCTION strike() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF NEW.id = 2 AND nextval('struck') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid());"
                        + " END IF; RETURN NULL; END $$",
                "CREATE SEQUENCE struck",
                "CREATE CONSTRAINT TRIGGER strike AFTER INSERT ON orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
                        + " EXECUTE FUNCTION strike()");
        SinkWorker worker = startInserts();
        append(worker, 0, 5);
        worker.drain(5);
        assertRowsOnce(5);
        assertThat(database.value("SELECT last_value FROM struck")).isEqualTo("2");
    }

    @Test
    void validate_leaves_no_table_behind_and_names_what_the_user_may_not_do() {
        Map<String, String> properties = properties("orders", "name", NAME, "delivery", "exactly-once");
        assertThat(errors(properties)).isEmpty();
        assertThat(database.rows("SELECT 1 FROM pg_class WHERE relname = 'synchub_offsets'"
                        + " AND relnamespace = current_schema()::regnamespace"))
                .isEmpty();
        database.run("CREATE TABLE wrong (connector text)");
        properties.put("offset.table", "wrong");
        assertThat(errors(properties)).containsOnlyKeys("offset.table");
        assertThat(errors(properties).get("offset.table")).contains("no column topic", "CREATE TABLE");
        properties.put("offset.table", "nowhere.offsets");
        assertThat(errors(properties).get("offset.table")).contains("can not create", "SQLState", "grant SELECT");
        properties.put("offset.table", "synchub_offsets");
        properties.put("writers.per.task", "4");
        assertThat(errors(properties).get("delivery")).contains("writers.per.task=1");
    }

    private static Map<String, String> errors(Map<String, String> properties) {
        return new JdbcSinkConnector()
                .validate(properties).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(
                                ConfigValue::name, value -> String.join(" / ", value.errorMessages())));
    }

    @Test
    void offsets_that_can_not_be_changed_are_told_by_their_key() {
        Map<String, String> properties =
                properties("orders", "name", NAME, "delivery", "exactly-once", "offset.table", "nowhere.offsets");
        assertThatThrownBy(() ->
                        new JdbcSinkConnector().alterOffsets(properties, Map.of(new TopicPartition("orders", 0), 3L)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("offset.table");
        properties.put("delivery", "at-least-once");
        assertThat(new JdbcSinkConnector().alterOffsets(properties, Map.of(new TopicPartition("orders", 0), 3L)))
                .isTrue();
    }
}
