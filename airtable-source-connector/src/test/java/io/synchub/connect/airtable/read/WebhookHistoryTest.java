/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import static io.synchub.connect.airtable.read.TableReading.reader;
import static io.synchub.connect.airtable.read.TableReading.shared;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.airtable.SimulatedBase;
import io.synchub.connect.airtable.base.Look;
import io.synchub.connect.airtable.config.ChangeDetection;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.common.poll.ChangePage;
import io.synchub.connect.common.poll.PassPage;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Table;
import io.synchub.connect.localstack.airtable.Webhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever happens to a table, to its webhook and to the task: in the end all is known as it is. */
class WebhookHistoryTest {
    private static final int STEPS = 60;

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void all_rows_are_known_as_they_are(@ForAll long seed) {
        check(seed, "");
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void all_rows_that_the_user_wants_are_known_as_they_are(@ForAll long seed) {
        check(seed, "{Price}<5");
    }

    private static void check(long seed, String formula) {
        try (SimulatedBase simulated = new SimulatedBase()) {
            World world = new World(simulated, new Random(seed), new Look(false, false, "", formula, List.of()));
            for (int i = 0; i < STEPS; i++) {
                world.step();
            }
            world.catchUp();
            assertThat(world.known).isEqualTo(world.truth(formula.isEmpty() ? Integer.MAX_VALUE : 5));
        }
    }

    /** A table, those who change it, and a stream that follows it as the polling engine does. */
    private static final class World {
        private final SimulatedBase simulated;
        private final Random random;
        private final Look look;
        private final Table items;
        private final Table others;
        private final List<AirtableRecord> living = new ArrayList<>();
        private final List<AirtableRecord> dead = new ArrayList<>();
        private String choice = "Open";
        private int names;

        private final Map<String, List<Object>> known = new HashMap<>();
        private AirtableTableReader reader;
        private String position;
        private boolean sweep = true;

        World(SimulatedBase simulated, Random random, Look look) {
            this.simulated = simulated;
            this.random = random;
            this.look = look;
            this.items = simulated.base.createTable(
                    "Items", Field.text("Name"), Field.number("Price", 0), Field.singleSelect("State", choice));
            this.others = simulated.base.createTable("Others", Field.text("Name"));
            restart();
            position = reader.position();
        }

        void step() {
            switch (random.nextInt(16)) {
                case 0, 1, 2 ->
                    living.add(items.createRecord(Map.of("Name", name(), "Price", price(), "State", choice)));
                case 3, 4, 5 -> some(living, record -> record.update("Price", price()));
                case 6 ->
                    some(living, record -> {
                        living.remove(record);
                        dead.add(record.delete());
                    });
                case 7 ->
                    some(dead, record -> {
                        dead.remove(record);
                        living.add(record.restore());
                    });
                case 8 -> others.createRecord(name());
                case 9 -> rarely(this::breakWebhook);
                case 10 ->
                    rarely(() -> {
                        String renamed = name();
                        items.renameChoice("State", choice, renamed);
                        choice = renamed;
                    });
                case 11 -> restart();
                case 12 -> simulated.pass(Duration.ofSeconds(random.nextInt(2) == 0 ? 3 : 6));
                case 13 -> rarely(() -> simulated.pass(Duration.ofDays(random.nextInt(9))));
                default -> slot(1 + random.nextInt(4));
            }
        }

        private void breakWebhook() {
            List<Webhook> hooks = simulated.base.webhooks();
            if (!hooks.isEmpty()) {
                Webhook hook = hooks.get(0);
                switch (random.nextInt(5)) {
                    case 0 -> hook.vanish();
                    case 1 -> hook.fail(Webhook.Failure.INVALID_HOOK);
                    case 2 -> hook.fail(Webhook.Failure.INTERNAL_ERROR);
                    default -> hook.dropPayloads();
                }
            }
        }

        /** Another task, with what the one before had stored. */
        private void restart() {
            try {
                reader = reader(shared(simulated, ChangeDetection.WEBHOOK), items, look, 2);
            } catch (ApiFailure e) {
                assertThat(e.scope()).isEqualTo(Scope.PASSING);
            }
        }

        /** @param most how many pages are read before the task is killed */
        private boolean slot(int most) {
            try {
                sweepIfDue();
                reader.glance();
                TableReader.Changes changes = reader.changes(position, row -> false);
                for (int i = 0; i < most; i++) {
                    ChangePage page = changes.next();
                    page.rows().forEach(this::know);
                    page.deleted().forEach(known::remove);
                    sweep |= page.incomplete();
                    position = page.position().orElse(position);
                    if (page.last()) {
                        return !sweep;
                    }
                }
                restart();
            } catch (ApiFailure e) {
                assertThat(e.scope()).isEqualTo(Scope.PASSING);
            }
            return false;
        }

        private void sweepIfDue() {
            if (sweep) {
                Map<String, List<Object>> before = new HashMap<>(known);
                TableReader.Pass pass = reader.pass(0);
                PassPage page;
                do {
                    page = pass.next();
                    page.rows().forEach(row -> {
                        know(row);
                        before.remove(row.id());
                    });
                } while (!page.last());
                before.keySet().forEach(known::remove);
                sweep = false;
            }
        }

        private void know(Row row) {
            known.put(row.id(), List.of(row.cell(1), row.cell(2), row.cell(3)));
        }

        /** Without further changes. */
        void catchUp() {
            // Payloads that went unread are noticed by the daily check where no other follows them.
            simulated.pass(Duration.ofDays(1));
            boolean done = false;
            for (int i = 0; i < 20 && !done; i++) {
                simulated.pass(Duration.ofMinutes(11));
                done = slot(1_000);
            }
            assertThat(done).isTrue();
        }

        Map<String, List<Object>> truth(int below) {
            Map<String, List<Object>> truth = new HashMap<>();
            for (AirtableRecord record : living) {
                double price = ((Number) record.get("Price")).doubleValue();
                if (price < below) {
                    truth.put(record.id(), List.of(record.get("Name"), price, record.get("State")));
                }
            }
            return truth;
        }

        private void rarely(Runnable event) {
            if (random.nextInt(3) == 0) {
                event.run();
            }
        }

        private void some(List<AirtableRecord> records, Consumer<AirtableRecord> edit) {
            if (!records.isEmpty()) {
                edit.accept(records.get(random.nextInt(records.size())));
            }
        }

        private int price() {
            return random.nextInt(10);
        }

        private String name() {
            return "n" + names++;
        }
    }
}
