/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.common.config.DeleteMode;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.RequestMetrics;
import io.synchub.connect.common.metrics.PollingMetrics;
import io.synchub.connect.common.schedule.Schedules;
import io.synchub.connect.common.schema.FieldNaming;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A task's threads, from the task's side. */
class StartedPollingTest {
    private static final Map<String, String> PROPERTIES = Map.of(
            "name", "polled", TaskStreams.PROPERTY, TaskStreams.write(List.of(new StreamRef(FakePlatform.TABLE, "T"))));

    private String schedule = "every(1h)";
    private Optional<TableFinder> finder = Optional.empty();
    private final FakePlatform platform = new FakePlatform();
    private final FakeContext context = new FakeContext();
    private final PollingSourceTask task = new PollingSourceTask() {
        @Override
        protected PollingSetup setUp(Map<String, String> properties) {
            StreamSettings settings = new StreamSettings(
                    "p",
                    Schedules.parse(schedule),
                    Schedules.parse("every(1h)"),
                    DeleteMode.TOMBSTONE,
                    FieldNaming.PINNED,
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    Optional.empty());
            return new PollingSetup(platform, settings, () -> true, new RequestMetrics(), finder);
        }
    };

    private void start() {
        task.initialize(context);
        task.start(PROPERTIES);
    }

    private void rows(int count) {
        for (int i = 0; i < count; i++) {
            platform.put(i, "row " + i);
        }
    }

    /** Some poll's, within ten seconds. */
    private List<SourceRecord> poll() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            List<SourceRecord> records = task.poll();
            if (records != null) {
                return records;
            }
        }
        throw new AssertionError("Nothing came");
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void batches_of_a_stream_keep_their_order() throws InterruptedException {
        platform.pageSize = 1;
        rows(40);
        start();

        List<SourceRecord> records = new ArrayList<>();
        while (records.size() < 40) {
            List<SourceRecord> polled = poll();
            polled.forEach(record -> task.commitRecord(record, null));
            records.addAll(polled);
        }

        List<Long> keys = records.stream()
                .map(record -> platform.records.get(((Struct) record.key()).getString("id")).orderKey)
                .toList();
        assertThat(keys).isSorted();
        assertThat(task.poll()).isNull();
    }

    @Test
    void what_was_read_before_the_end_comes_before_it() throws InterruptedException {
        platform.pageSize = 1;
        rows(3);
        platform.onRequest = () -> {
            if (platform.requests == 4) {
                platform.fail(ApiFailure.Scope.CONNECTOR);
            }
        };
        start();
        List<SourceRecord> records = new ArrayList<>();

        assertThatThrownBy(() -> {
                    while (true) {
                        records.addAll(poll());
                    }
                })
                .isInstanceOf(ConnectException.class)
                .hasMessage("the test says so");
        assertThat(records).hasSize(2);
    }

    @Test
    void a_bug_ends_the_task() {
        platform.put(0, 5);
        start();

        assertThatThrownBy(this::poll).isInstanceOf(ConnectException.class).hasMessageContaining("Integer");
    }

    @Test
    void an_error_ends_the_task_too() {
        platform.onRequest = () -> {
            throw new NoClassDefFoundError("missing/Part");
        };
        start();

        assertThatThrownBy(this::poll)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(FakePlatform.TABLE)
                .hasRootCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void stops_at_once_though_batches_wait() throws InterruptedException {
        platform.pageSize = 1;
        rows(40);
        CountDownLatch outboxFull = new CountDownLatch(4);
        Thread[] steps = new Thread[1];
        platform.onRequest = () -> {
            steps[0] = Thread.currentThread();
            outboxFull.countDown();
        };
        start();
        assertThat(outboxFull.await(10, TimeUnit.SECONDS)).isTrue();

        task.stop();

        steps[0].join(10_000);
        assertThat(steps[0].isAlive()).isFalse();
        assertThat(platform.requests).isLessThan(7);
    }

    @Test
    void a_start_that_fails_closes_the_platform() {
        context.offsets.put(Map.of("stream", FakePlatform.TABLE, "slot", 0L), Map.of("v", 99L));
        task.initialize(context);

        assertThatThrownBy(() -> task.start(PROPERTIES)).isInstanceOf(ConnectException.class);

        assertThat(platform.closed).isTrue();
    }

    @Test
    void may_be_stopped_before_it_is_started() {
        assertThatCode(task::stop).doesNotThrowAnyException();
    }

    /** Fails at first, finds no table, fails again, then finds one. */
    @Test
    void tables_that_the_task_finds_itself_are_followed_from_then_on() throws InterruptedException {
        rows(3);
        schedule = "every(100ms)";
        AtomicInteger searches = new AtomicInteger();
        finder = Optional.of(new TableFinder() {
            @Override
            public List<StreamRef> find(Function<StreamRef, Optional<String>> pinned) {
                return switch (searches.incrementAndGet()) {
                    case 2 -> List.of();
                    case 1, 3 ->
                        throw ApiFailure.answered(ApiFailure.Scope.STREAM, 403, "test", "not now", Optional.empty());
                    default -> List.of(new StreamRef(FakePlatform.TABLE, "Table one"));
                };
            }

            @Override
            public boolean mayGrow() {
                return true;
            }
        });
        task.initialize(context);
        task.start(Map.of("name", "polled"));

        List<SourceRecord> records = new ArrayList<>();
        while (records.size() < 3) {
            records.addAll(poll());
        }

        assertThat(records).extracting(SourceRecord::topic).containsOnly("p.Table_one");
        assertThat(searches).hasValueGreaterThanOrEqualTo(4);
    }

    @Test
    void a_search_that_ends_the_connector_ends_the_task() {
        finder = Optional.of(new TableFinder() {
            @Override
            public List<StreamRef> find(Function<StreamRef, Optional<String>> pinned) {
                throw ApiFailure.answered(
                        ApiFailure.Scope.CONNECTOR, 401, "test", "the token is revoked", Optional.empty());
            }

            @Override
            public boolean mayGrow() {
                return false;
            }
        });
        task.initialize(context);
        task.start(Map.of("name", "polled"));

        assertThatThrownBy(this::poll).isInstanceOf(ConnectException.class).hasMessage("the token is revoked");
    }

    @Test
    void nothing_is_asked_while_nobody_polls() throws InterruptedException {
        rows(3);
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
        StreamFactory factory = new StreamFactory(
                task.setUp(Map.of()),
                context.offsetStorageReader(),
                PollingMetrics.of(context, now::get),
                now::get,
                now.get());
        StreamPoller stream = factory.open(new StreamRef(FakePlatform.TABLE, "T"));
        now.set(now.get().plus(Duration.ofMinutes(2)));
        CountDownLatch looked = new CountDownLatch(2);
        InstantSource clock = () -> {
            if (Thread.currentThread().getName().startsWith("paused-")) {
                looked.countDown();
            }
            return now.get();
        };
        try (StartedPolling paused = new StartedPolling("paused", platform, List.of(), clock)) {
            now.set(now.get().plus(Duration.ofMinutes(2)));
            paused.add(stream);
            // Asked a second time, it has either put the step off or made it.
            assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
            int before = platform.requests;
            List<SourceRecord> first = paused.poll();
            assertThat(before).isZero();

            for (int i = 0; first == null && i < 20; i++) {
                first = paused.poll();
            }
            assertThat(first).hasSize(3);
        }
    }
}
