/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.common.http.ApiFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A table that changes all the time, a connector that is killed at any point, an API that fails now and then: in the end the
 * topic says what the table says.
 */
class StreamPollerCrashTest {
    private static final int ROWS = 40;
    private static final int EVENTS = 120;

    @Property(tries = 300)
    void the_topic_ends_up_like_the_table_at_least_once(@ForAll Random random) {
        live(random, false);
    }

    @Property(tries = 300)
    void nothing_is_sent_twice_exactly_once(@ForAll Random random) {
        FakeWorker worker = live(random, true);

        Map<String, Object> last = new HashMap<>();
        for (SourceRecord record : worker.rows()) {
            String id = ((Struct) record.key()).getString("id");
            Object value = record.value() == null ? null : worker.content(record);
            assertThat(last.containsKey(id) && equal(last.get(id), value))
                    .as("%s is sent as %s twice", id, value)
                    .isFalse();
            last.put(id, value);
        }
    }

    private static boolean equal(Object one, Object other) {
        return one == null ? other == null : one.equals(other);
    }

    private static FakeWorker live(Random random, boolean exactlyOnce) {
        FakePlatform platform = new FakePlatform();
        platform.orderKeys = random.nextInt(4) > 0;
        platform.pageSize = 1 + random.nextInt(7);
        FakeWorker worker = new FakeWorker(platform);
        worker.slow = random.nextBoolean();
        worker.sweep = "every(5m)";
        worker.flushesAtOnce = exactlyOnce;
        int version = 0;
        for (int i = 0; i < random.nextInt(ROWS); i++) {
            platform.put(i, "v" + version++);
        }
        worker.start();
        for (int event = 0; event < EVENTS; event++) {
            int row = random.nextInt(ROWS);
            boolean known = platform.records.containsKey(FakePlatform.id(row));
            switch (random.nextInt(15)) {
                case 0, 1 -> platform.put(row, "v" + version++);
                case 2 -> {
                    if (known && !platform.records.get(FakePlatform.id(row)).deleted) {
                        platform.putHidden(row, "v" + version++);
                    }
                }
                case 3 -> {
                    // A row whose first sending was forgotten in a crash leaves no trace to delete: see the known
                    // limits.
                    worker.flush();
                    if (known && !worker.forgotten.contains(FakePlatform.id(row))) {
                        platform.delete(row);
                    }
                }
                case 4 -> {
                    // Restored as it was: only with exactly once is it certain that this shows (see the known limit).
                    if (known && exactlyOnce) {
                        platform.restore(row);
                    }
                }
                case 5 -> platform.fail(random.nextBoolean() ? ApiFailure.Scope.PASSING : ApiFailure.Scope.STREAM);
                case 6 -> worker.kill().start();
                case 7 -> worker.flush();
                case 8 -> platform.shape = "shape " + version++;
                case 9 -> platform.incompleteChanges = true;
                case 10 -> {
                    // A row that was never sent would get a tombstone each time: nothing that exactly once rules out.
                    if (known && !exactlyOnce) {
                        platform.records.get(FakePlatform.id(row)).unreadable ^= true;
                    }
                }
                case 11 -> {
                    worker.flush();
                    if (known && !worker.forgotten.contains(FakePlatform.id(row))) {
                        platform.deleteOpenly(row, row + 1);
                    }
                }
                case 12 -> worker.pass(Duration.ofSeconds(random.nextInt(400)));
                default -> worker.step();
            }
        }
        platform.failures.clear();
        platform.records.values().forEach(record -> record.unreadable = false);
        worker.pass(Duration.ofHours(2));
        worker.flush();
        worker.kill().start().pass(Duration.ofHours(2));
        assertThat(worker.content()).isEqualTo(platform.content());
        return worker;
    }

    /** What one poll returns is one transaction: the last record says everything that the others leave open. */
    @Property(tries = 50)
    void a_batch_that_is_cut_is_a_batch_that_never_was(@ForAll Random random) {
        FakePlatform platform = new FakePlatform();
        for (int i = 0; i < 20; i++) {
            platform.put(i, "v" + i);
        }
        FakeWorker worker = new FakeWorker(platform);
        worker.cutBatchAt = random.nextInt(6);
        worker.start();
        for (int step = 0; step < 1 + random.nextInt(5); step++) {
            List<SourceRecord> sent = worker.step();
            if (sent.size() > worker.cutBatchAt) {
                break;
            }
        }
        worker.cutBatchAt = Integer.MAX_VALUE;

        worker.kill().start().pass(Duration.ofHours(2));

        assertThat(worker.content()).isEqualTo(platform.content());
    }
}
