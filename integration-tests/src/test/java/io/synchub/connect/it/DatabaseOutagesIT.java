/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The promise: what passes by itself is waited for. A database that restarts, a network that fails, a disk that is full and
 * locks of others lose no row, and bring none into the dead letter queue.
 */
class DatabaseOutagesIT {
    private static final int RESTARTS = 5;
    private static final int KEYS = 500;

    private static SinkStack sinks;

    @BeforeAll
    static void start() {
        // Commits are written before they are told, so that the server may be killed; the machine's own end is not
        // tested.
        sinks = new SinkStack("outages", server -> server.setting("fsync", "off"));
    }

    @AfterAll
    static void stop() {
        sinks.close();
    }

    /** Creates a table into which each statement takes 20 ms, so that most failures strike in the middle of one. */
    private static void slowTable(String name, String columns) {
        Rows.execute(
                sinks.warehouse(),
                "CREATE TABLE " + name + " (" + columns + ")",
                "CREATE OR REPLACE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN PERFORM pg_sleep(0.02); RETURN NULL; END $$",
                "CREATE TRIGGER slow AFTER INSERT ON " + name + " FOR EACH STATEMENT EXECUTE FUNCTION slow()");
    }

    /** Sends the numbers from one to before another; keys repeat. */
    private static void send(String topic, int from, int to) {
        for (int n = from; n < to; n++) {
            sinks.send(topic, SinkStack.number("id", n % KEYS), SinkStack.number("n", n));
        }
        sinks.flush();
    }

    private static void create(String name, String topic, String[] mode, String... more) {
        String[] common = {
            "table.name.format",
            name,
            "auto.create",
            "false",
            "batch.size",
            "100",
            "retry.backoff.ms",
            "100",
            "max.retries",
            "300",
        };
        sinks.create(
                name,
                SinkStack.sink(
                        name,
                        topic,
                        Stream.of(common, mode, more).flatMap(Stream::of).toArray(String[]::new)));
    }

    private static String[] upsert() {
        return new String[] {"insert.mode", "upsert", "pk.mode", "record_key"};
    }

    private static String[] insert(String delivery) {
        return new String[] {"insert.mode", "insert", "pk.mode", "none", "delivery", delivery};
    }

    private static String rows(String table) {
        return "SELECT count(*) FROM " + table;
    }

    private static double retries(String connector) {
        return sinks.metric(connector, "retries-total");
    }

    /** Waits until each key has the last number that was sent for it; nothing may be in the queue. */
    private static void assertLastOfEach(String name, int sent) {
        sinks.awaitAsserted(name, () -> assertThat(
                        Rows.of(sinks.warehouse(), "SELECT count(*), min(n), max(n), count(DISTINCT n) FROM " + name))
                .containsExactly("[" + KEYS + ", " + (sent - KEYS) + ", " + (sent - 1) + ", " + KEYS + "]"));
        assertThat(sinks.letters(name)).isEmpty();
    }

    private static void assertNoneMissing(String name, int sent) {
        sinks.awaitAsserted(name, () -> assertThat(
                        Rows.of(sinks.warehouse(), "SELECT count(DISTINCT n), min(n), max(n) FROM " + name))
                .containsExactly("[" + sent + ", 0, " + (sent - 1) + "]"));
        assertThat(sinks.letters(name)).isEmpty();
    }

    private static void assertEachOnce(String name, int sent) {
        assertNoneMissing(name, sent);
        // Once all is written and nobody writes any more.
        sinks.rest().stop(name);
        assertThat(sinks.number(rows(name))).isEqualTo(sent);
    }

    @Test
    void five_restarts_under_load() {
        int each = 4_000;
        slowTable("upserts", "id bigint PRIMARY KEY, n bigint");
        slowTable("inserts", "n bigint");
        slowTable("once", "n bigint");
        List<String> names = List.of("upserts", "inserts", "once");
        create("upserts", "load", upsert());
        create("inserts", "load", insert("at-least-once"));
        create("once", "load", insert("exactly-once"));
        for (int restart = 0; restart < RESTARTS; restart++) {
            send("load", restart * each, (restart + 1) * each);
            for (String name : names) {
                sinks.awaitAtLeast(name, "SELECT coalesce(max(n), 0) FROM " + name, (long) restart * each + 500);
            }
            assertThat(sinks.number("SELECT max(n) FROM once"))
                    .as("a restart in the middle of the work")
                    .isLessThan((restart + 1) * each - 1);
            if (restart % 2 == 0) {
                sinks.warehouse().restart();
            } else {
                sinks.warehouse().kill();
                sinks.warehouse().start();
            }
        }
        int sent = RESTARTS * each;
        assertLastOfEach("upserts", sent);
        assertNoneMissing("inserts", sent);
        assertEachOnce("once", sent);
        List.of("upserts", "inserts").forEach(name -> assertThat(retries(name)).isPositive());
        names.forEach(sinks.rest()::delete);
    }

    @Test
    void a_network_that_delays_resets_and_loses_everything() throws IOException {
        try (Wire wire = new Wire(sinks.warehouse().host(), sinks.warehouse().port())) {
            slowTable("far_upserts", "id bigint PRIMARY KEY, n bigint");
            slowTable("far_once", "n bigint");
            List<String> names = List.of("far_upserts", "far_once");
            // Without a time-out of its own the driver waits for an answer as long as TCP does: for hours.
            String[] far = {
                "connection.url",
                "jdbc:postgresql://127.0.0.1:" + wire.port() + "/warehouse",
                "connection.socketTimeout",
                "2"
            };
            create("far_upserts", "far", upsert(), far);
            create("far_once", "far", insert("exactly-once"), far);
            int sent = 0;

            wire.delay(Duration.ofMillis(30));
            send("far", sent, sent += 2_000);
            awaitWritten(names, 300);
            wire.delay(Duration.ZERO);

            for (int reset = 0; reset < 3; reset++) {
                awaitWritten(names, sent - 1_500);
                wire.reset();
                send("far", sent, sent += 2_000);
            }
            awaitWritten(names, sent - 1_500);
            wire.cut();
            double before = Math.max(retries("far_upserts"), retries("far_once"));
            for (String name : names) {
                sinks.awaitAsserted(name, () -> assertThat(retries(name)).isGreaterThan(before));
            }
            assertThat(wire.lost()).isPositive();
            assertThat(sinks.number("SELECT max(n) FROM far_once")).isLessThan(sent - 1);
            wire.mend();

            assertLastOfEach("far_upserts", sent);
            assertEachOnce("far_once", sent);
            names.forEach(sinks.rest()::delete);
        }
    }

    private static void awaitWritten(List<String> names, long number) {
        names.forEach(name -> sinks.awaitAtLeast(name, "SELECT coalesce(max(n), 0) FROM " + name, number));
    }

    @Test
    void locks_of_others_that_are_held_for_longer_than_a_write_waits() throws SQLException {
        slowTable("locked", "id bigint PRIMARY KEY, n bigint");
        Rows.execute(
                sinks.warehouse(),
                "INSERT INTO locked SELECT k, -1 FROM generate_series(0, " + (KEYS - 1) + ") k",
                // The sink's own time-out is half a minute: here the table makes it shorter.
                "CREATE FUNCTION impatient() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN PERFORM set_config('lock_timeout', '200ms', true); RETURN NULL; END $$",
                "CREATE TRIGGER impatient BEFORE INSERT ON locked FOR EACH STATEMENT EXECUTE FUNCTION impatient()");
        try (Connection other = sinks.warehouse().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM locked WHERE id = 7 FOR UPDATE");
            create("locked", "locked", upsert());
            send("locked", 0, 2_000);
            sinks.awaitAsserted("locked", () -> assertThat(retries("locked")).isGreaterThan(2));
            assertThat(sinks.number("SELECT max(n) FROM locked")).isEqualTo(-1);
            other.rollback();
        }
        assertLastOfEach("locked", 2_000);
        sinks.rest().delete("locked");
    }

    @Test
    void a_disk_that_is_full_for_a_while() throws Exception {
        Path disk = Files.createDirectories(Path.of("target", "outages-disk").toAbsolutePath());
        assumeTrue(
                runs("mount", "-t", "tmpfs", "-o", "size=16m", "synchub-outages", disk.toString()),
                "A small file system can be mounted by root only, and not in every container");
        try {
            String space = Files.createDirectories(disk.resolve("space")).toString();
            Rows.execute(
                    sinks.warehouse(),
                    "CREATE TABLESPACE small LOCATION '" + space + "'",
                    "CREATE TABLE other TABLESPACE small AS"
                            + " SELECT repeat(md5(n::text), 30) AS text FROM generate_series(1, 10000) n",
                    "CREATE TABLE disk (id bigint PRIMARY KEY USING INDEX TABLESPACE small, n bigint, text text)"
                            + " TABLESPACE small");
            int sent = 6_000;
            for (int n = 0; n < sent; n++) {
                sinks.send(
                        "disk",
                        SinkStack.number("id", n),
                        SinkStack.json(
                                "[{\"field\":\"n\",\"type\":\"int64\"},{\"field\":\"text\",\"type\":\"string\"}]",
                                "{\"n\":" + n + ",\"text\":\"" + "0123456789".repeat(100) + "\"}"));
            }
            sinks.flush();
            create("disk", "disk", upsert());
            sinks.awaitAsserted("disk", () -> assertThat(retries("disk")).isGreaterThan(2));
            assertThat(sinks.number(rows("disk"))).isBetween(100L, sent - 1L);
            Rows.execute(sinks.warehouse(), "DROP TABLE other");
            assertNoneMissing("disk", sent);
            assertThat(sinks.number(rows("disk"))).isEqualTo(sent);
            sinks.rest().delete("disk");
            Rows.execute(sinks.warehouse(), "DROP TABLE disk", "DROP TABLESPACE small");
        } finally {
            runs("umount", "--lazy", disk.toString());
        }
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
