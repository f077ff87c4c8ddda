/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.localstack.PostgresServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The promise: no good row waits for a bad one, and each bad one is in the queue with its cause. */
@Tag("alone")
class BadRowsIT {
    private static final int ROWS = 100_000;
    private static final int BAD = 100;
    private static final String FIELDS = """
            [{"field":"name","type":"string","optional":true},{"field":"qty","type":"int64"},\
            {"field":"day","type":"string"},{"field":"customer","type":"int32"},{"field":"code","type":"string"},\
            {"field":"doc","type":"string"},{"field":"tag","type":"string"}]""";
    private static final String COLUMNS =
            " (id bigint PRIMARY KEY, name varchar(10) NOT NULL, qty smallint CHECK (qty > 0),"
                    + " day date, customer int REFERENCES customers (id), code varchar(20) UNIQUE, doc jsonb, tag uuid)";

    private static SinkStack sinks;

    /** A way to be bad, with what the queue must say of it. The last three are one way: a text of the wrong form. */
    private enum Kind {
        TOO_LONG("name", "\"far too long a text\"", "column name ", "SQLState 22001"),
        OUT_OF_RANGE("qty", "770077", "column qty ", "SQLState 22003"),
        NULL("name", "null", "column name ", "SQLState 23502"),
        CHECK("qty", "-1", "table mixed", "SQLState 23514"),
        DUPLICATE("code", "\"taken\"", "table mixed", "SQLState 23505"),
        NO_PARENT("customer", "2", "table mixed", "SQLState 23503"),
        ZERO_BYTE("name", "\"a\\u0000b\"", "column name ", "0x00"),
        NO_DATE("day", "\"yesterday noon\"", "column day ", "SQLState 22007"),
        NO_JSON("doc", "\"{bad\"", "column doc ", "SQLState 22P02"),
        NO_UUID("tag", "\"4711-secret\"", "column tag ", "SQLState 22P02");

        private final String column;
        private final String value;
        private final String place;
        private final String cause;

        Kind(String column, String value, String place, String cause) {
            this.column = column;
            this.value = value;
            this.place = place;
            this.cause = cause;
        }
    }

    @BeforeAll
    static void start() {
        sinks = new SinkStack("bad-rows", PostgresServer.Builder::fast);
    }

    @AfterAll
    static void stop() {
        sinks.close();
    }

    @Test
    void a_hundred_rows_bad_in_eight_ways_among_a_hundred_thousand() {
        Rows.execute(
                sinks.warehouse(), "CREATE TABLE customers (id int PRIMARY KEY)", "INSERT INTO customers VALUES (1)");
        Map<Long, Kind> bad = new HashMap<>();
        Map<Long, String> originals = new HashMap<>();
        for (int id = 0; id < ROWS; id++) {
            String good = value(id, null);
            Kind kind = id % (ROWS / BAD) == 613 ? Kind.values()[bad.size() % Kind.values().length] : null;
            sinks.send("good", SinkStack.number("id", id), good);
            sinks.send("mixed", SinkStack.number("id", id), kind == null ? good : value(id, kind));
            if (kind != null) {
                bad.put((long) id, kind);
                originals.put((long) id, value(id, kind));
            }
        }
        sinks.flush();

        // Once for the compiler, then for the clock.
        write("warm", "mixed", BAD);
        long mixed = write("mixed", "mixed", BAD);
        long good = write("good", "good", 0);
        System.out.printf(
                "%,d rows: %d ms without bad ones, %d ms with %d: %.2f times%n",
                ROWS, good, mixed, BAD, (double) mixed / good);

        List<ConsumerRecord<byte[], byte[]>> letters = sinks.letters("mixed");
        assertThat(letters).hasSize(BAD);
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            long offset = Long.parseLong(SinkStack.header(letter, "__connect.errors.offset"));
            Kind kind = bad.remove(offset);
            assertThat(kind)
                    .as("a bad row that came for the first time: offset %d", offset)
                    .isNotNull();
            assertThat(letter.value()).isEqualTo(SinkStack.bytes(originals.get(offset)));
            assertThat(letter.key()).isEqualTo(SinkStack.bytes(SinkStack.number("id", offset)));
            assertThat(SinkStack.header(letter, "__connect.errors.topic")).isEqualTo("mixed");
            assertThat(SinkStack.header(letter, "__connect.errors.exception.message"))
                    .contains("table mixed", kind.place, kind.cause)
                    .containsPattern("topic mixed, partition 0, offset " + offset + "\\b")
                    .doesNotContain("770077", "4711-secret", "yesterday", "taken");
        }
        assertThat(bad).isEmpty();
        assertThat(sinks.number("SELECT count(*) FROM mixed WHERE id >= 0 AND id % 1000 <> 613"))
                .isEqualTo(ROWS - BAD);
        assertThat(sinks.letters("good")).isEmpty();
        assertMetrics();
    }

    /** What an operator sees over JMX of the connectors above. */
    private static void assertMetrics() {
        assertThat(written("mixed")).isEqualTo(ROWS - BAD);
        assertThat(sinks.metric("mixed", "mixed", "rows-dead-lettered-total")).isEqualTo(BAD);
        assertThat(sinks.metric("mixed", "mixed", "lag-ms")).isPositive();
        assertThat(written("good")).isEqualTo(ROWS);
        assertThat(sinks.metric("good", "good", "rows-dead-lettered-total")).isZero();
        assertThat(sinks.metric("good", "batch-size-max")).isGreaterThan(1);
        assertThat(sinks.metric("good", "retries-total")).isZero();
        sinks.send("good", SinkStack.number("id", 7), value(7, null).replace("name 7", "changed"));
        sinks.send("good", SinkStack.number("id", 8), null);
        sinks.awaitAsserted("good", () -> {
            assertThat(written("good")).isEqualTo(ROWS + 1);
            assertThat(sinks.metric("good", "good", "rows-deleted-total")).isEqualTo(1);
        });
    }

    /** An upsert does not always tell which of the two it was. */
    private static double written(String name) {
        return sinks.metric(name, name, "rows-inserted-total")
                + sinks.metric(name, name, "rows-updated-total")
                + sinks.metric(name, name, "rows-written-total");
    }

    /** Has a new connector write a topic into a table of the connector's name; gives the milliseconds it took. */
    private static long write(String name, String topic, int bad) {
        Rows.execute(
                sinks.warehouse(),
                "CREATE TABLE " + name + COLUMNS,
                "INSERT INTO " + name + " (id, name, code) VALUES (-1, 'ok', 'taken')");
        Map<String, String> config = SinkStack.sink(
                name,
                topic,
                "table.name.format",
                name,
                "insert.mode",
                "upsert",
                "pk.mode",
                "record_key",
                "delete.enabled",
                "true");
        // All of it is there when the connector begins.
        config.put("consumer.override.max.poll.records", "3000");
        long start = System.nanoTime();
        sinks.rest().put(name, config);
        sinks.awaitAtLeast(name, "SELECT count(*) FROM " + name, ROWS - bad + 1);
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertThat(sinks.number("SELECT count(*) FROM " + name)).isEqualTo(ROWS - bad + 1);
        return millis;
    }

    private static String value(int id, Kind kind) {
        Map<String, String> payload = new HashMap<>(Map.of(
                "name", "\"name " + id % 1000 + "\"",
                "qty", "1",
                "day", "\"2024-01-15\"",
                "customer", "1",
                "code", "\"code " + id + "\"",
                "doc", "\"{\\\"a\\\": 1}\"",
                "tag", "\"0b5ac0de-0000-4000-8000-000000000001\""));
        if (kind != null) {
            payload.put(kind.column, kind.value);
        }
        StringBuilder json = new StringBuilder("{");
        payload.forEach((field, value) -> json.append(json.length() == 1 ? "" : ",")
                .append('"')
                .append(field)
                .append("\":")
                .append(value));
        return SinkStack.json(FIELDS, json.append('}').toString());
    }
}
