/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.ledger.SegmentLog;
import io.synchub.connect.common.ledger.Write;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollingSourceConnectorTest {
    private final FakeContext context = new FakeContext();
    private final Connector connector = new Connector();

    /** Follows so many tables, by three tasks at most. */
    private static final class Connector extends PollingSourceConnector {
        private int tables = 7;
        private volatile ApiFailure failure;
        private Optional<CountDownLatch> answer = Optional.empty();

        private static void await(CountDownLatch answer) {
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        protected Optional<Tables> tables(Map<String, String> properties) {
            return Optional.of(new Tables() {
                @Override
                public List<StreamRef> find(Function<StreamRef, Optional<String>> pinned) {
                    answer.ifPresent(Connector::await);
                    if (failure != null) {
                        throw failure;
                    }
                    return IntStream.range(0, tables)
                            .mapToObj(i -> new StreamRef("id" + i, "Table"))
                            .toList();
                }

                @Override
                public boolean mayGrow() {
                    return true;
                }

                @Override
                public List<Map<String, String>> taskProperties(int tasks) {
                    return Collections.nCopies(Math.min(3, tasks), properties);
                }
            });
        }

        @Override
        public Class<? extends Task> taskClass() {
            return PollingSourceTask.class;
        }

        @Override
        public ConfigDef config() {
            return new ConfigDef();
        }
    }

    private void start() {
        connector.initialize(context);
        connector.start(Map.of("name", "c"));
    }

    @AfterEach
    void stop() {
        connector.stop();
    }

    @Test
    void every_table_has_one_task_and_one_name() {
        start();
        List<Map<String, String>> tasks = connector.taskConfigs(5);

        assertThat(tasks).hasSize(3);
        List<StreamRef> streams = tasks.stream()
                .flatMap(task -> TaskStreams.named(task, new MapOffsets(Map.of())).stream())
                .toList();
        assertThat(streams).hasSize(7);
        assertThat(streams).extracting(StreamRef::id).doesNotHaveDuplicates();
        assertThat(streams).extracting(StreamRef::name).doesNotHaveDuplicates();
    }

    @Test
    void no_task_is_without_a_table() {
        connector.tables = 2;
        start();
        assertThat(connector.taskConfigs(5)).hasSize(2);
    }

    @Test
    void without_a_table_there_is_no_task() {
        connector.tables = 0;
        start();
        assertThat(connector.taskConfigs(5)).isEmpty();
    }

    @Test
    void a_platform_that_cannot_be_asked_now_is_asked_again() {
        connector.failure = ApiFailure.unanswered(ApiFailure.Scope.PASSING, "io", "no answer", null);
        start();
        assertThatThrownBy(() -> connector.taskConfigs(1))
                .isInstanceOf(RetriableException.class)
                .hasMessage("no answer");
    }

    @Test
    void a_platform_that_refuses_fails_the_connector() {
        connector.failure = ApiFailure.unanswered(ApiFailure.Scope.CONNECTOR, "io", "revoked", null);
        start();
        assertThatThrownBy(() -> connector.taskConfigs(1))
                .isInstanceOf(ConnectException.class)
                .isNotInstanceOf(RetriableException.class)
                .hasMessage("revoked");
    }

    @Test
    void a_platform_that_does_not_answer_holds_nobody_up() throws InterruptedException {
        CountDownLatch answer = new CountDownLatch(1);
        connector.answer = Optional.of(answer);
        start();
        assertThatThrownBy(() -> connector.taskConfigs(1)).isInstanceOf(RetriableException.class);

        answer.countDown();

        assertThat(context.reconfigured.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(connector.taskConfigs(1)).hasSize(1);
    }

    @Test
    void supports_exactly_once() {
        assertThat(connector.exactlyOnceSupport(Map.of())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    }

    @Test
    void offsets_may_be_forgotten_or_be_what_tasks_write() {
        SegmentLog log = SegmentLog.restore(new MapOffsets(Map.of()), "s", 1);
        Write write = log.append(List.of(), 1, Progress.none().toJson(), Optional.empty());
        Map<Map<String, ?>, Map<String, ?>> forgotten = new HashMap<>();
        forgotten.put(write.partition(), null);

        assertThat(connector.alterOffsets(Map.of(), forgotten)).isTrue();
        assertThat(connector.alterOffsets(Map.of(), Map.of(write.partition(), write.lastOffset())))
                .isTrue();
        assertThat(connector.alterOffsets(Map.of(), Map.of(write.partition(), write.openOffset())))
                .isTrue();
    }

    @Test
    void other_offsets_are_refused() {
        SegmentLog log = SegmentLog.restore(new MapOffsets(Map.of()), "s", 1);
        Write write = log.append(List.of(), 1, "no progress", Optional.of("no table"));

        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), Map.of(Map.of("page", 1), Map.of())))
                .isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), Map.of(write.partition(), write.lastOffset())))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("progress");
    }

    @Test
    void may_be_stopped_before_it_is_started() {
        assertThatCode(() -> new Connector().stop()).doesNotThrowAnyException();
    }
}
