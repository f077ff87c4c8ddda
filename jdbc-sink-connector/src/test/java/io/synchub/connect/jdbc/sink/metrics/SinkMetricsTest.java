/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.sink.harness.ManualTime;
import io.synchub.connect.jdbc.sink.harness.RecordedMetrics;
import io.synchub.connect.jdbc.write.WriteCounts;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;

class SinkMetricsTest {
    private static final TableId ORDERS = TableId.parse("shop.orders");

    private final ManualTime time = new ManualTime();
    private final RecordedMetrics published = new RecordedMetrics(time);
    private final SinkMetrics metrics = SinkMetrics.of(context(() -> published));

    private static SinkTaskContext context(Supplier<Object> metrics) {
        return (SinkTaskContext) Proxy.newProxyInstance(
                SinkMetricsTest.class.getClassLoader(),
                new Class<?>[] {SinkTaskContext.class},
                (proxy, method, arguments) -> metrics.get());
    }

    private static void useAll(SinkMetrics metrics) {
        Tally tally = metrics.tally();
        tally.wrote(ORDERS, new WriteCounts(1, 2, 3, 4));
        tally.deleted(ORDERS, 5);
        metrics.committed(tally);
        metrics.rejected(ORDERS);
        metrics.unreadable();
        metrics.ddl(ORDERS);
        metrics.flushed(100, 2_000_000);
        metrics.flushed(300, 4_000_000);
        metrics.retried();
        metrics.connectionFailed();
        Lags lags = metrics.lags(1_000);
        lags.committed(ORDERS, 400L);
        lags.committed(ORDERS, 900L);
        lags.committed(ORDERS, null);
        lags.committed(null, 1L);
        lags.publish();
    }

    @Test
    void of_tasks_of_one_worker_are_apart_and_end_with_their_own_task() {
        Metrics worker = new Metrics(time);
        RecordedMetrics first = new RecordedMetrics(worker, 0);
        RecordedMetrics second = new RecordedMetrics(worker, 1);
        useAll(SinkMetrics.of(context(() -> first)));
        useAll(SinkMetrics.of(context(() -> second)));
        first.close();
        assertThat(second.value("retries-total")).isEqualTo(1);
        assertThat(second.value("rows-deleted-total", "shop.orders")).isEqualTo(5);
    }

    @Test
    void show_what_was_counted_and_measured() {
        useAll(metrics);
        assertThat(published.value("rows-inserted-total", "shop.orders")).isEqualTo(1);
        assertThat(published.value("rows-updated-total", "shop.orders")).isEqualTo(2);
        assertThat(published.value("rows-unchanged-total", "shop.orders")).isEqualTo(3);
        assertThat(published.value("rows-written-total", "shop.orders")).isEqualTo(4);
        assertThat(published.value("rows-deleted-total", "shop.orders")).isEqualTo(5);
        assertThat(published.value("rows-dead-lettered-total", "shop.orders")).isEqualTo(1);
        assertThat(published.value("ddl-changes-total", "shop.orders")).isEqualTo(1);
        assertThat(published.value("lag-ms", "shop.orders")).isEqualTo(100);
        assertThat(published.value("lag-max-ms", "shop.orders")).isEqualTo(600);
        assertThat(published.value("records-unreadable-total")).isEqualTo(1);
        assertThat(published.value("batch-size-avg")).isEqualTo(200);
        assertThat(published.value("batch-size-max")).isEqualTo(300);
        assertThat(published.value("flush-time-ms-avg")).isEqualTo(3);
        assertThat(published.value("flush-time-ms-max")).isEqualTo(4);
        assertThat(published.value("retries-total")).isEqualTo(1);
        assertThat(published.value("connection-failures-total")).isEqualTo(1);
    }

    @Test
    void rates_are_by_the_second() {
        Tally tally = metrics.tally();
        tally.deleted(ORDERS, 600);
        metrics.committed(tally);
        time.pass(60_000);
        metrics.committed(tally);
        assertThat(published.value("rows-deleted-rate", "shop.orders")).isCloseTo(20, within(1.0));
        assertThat(published.value("rows-inserted-rate", "shop.orders")).isZero();
    }

    @Test
    void what_is_not_committed_is_not_counted() {
        Tally whole = metrics.tally();
        Tally bad = metrics.tally();
        bad.deleted(ORDERS, 7);
        Tally good = metrics.tally();
        good.deleted(ORDERS, 2);
        whole.add(good);
        assertThat(published.tables()).isEmpty();
        metrics.committed(whole);
        assertThat(published.value("rows-deleted-total", "shop.orders")).isEqualTo(2);
    }

    @Test
    void a_record_from_the_future_is_not_early() {
        Lags lags = metrics.lags(1_000);
        lags.committed(ORDERS, 2_000L);
        lags.publish();
        assertThat(published.value("lag-ms", "shop.orders")).isZero();
    }

    @Test
    void tables_beyond_the_limit_share_their_metrics() {
        for (int i = 0; i < SinkMetrics.MOST_TABLES + 3; i++) {
            Tally tally = metrics.tally();
            tally.deleted(TableId.parse("t" + i), 1);
            metrics.committed(tally);
        }
        assertThat(published.tables()).hasSize(SinkMetrics.MOST_TABLES + 1);
        assertThat(published.value("rows-deleted-total", "t0")).isEqualTo(1);
        assertThat(published.value("rows-deleted-total", SinkMetrics.OTHERS)).isEqualTo(3);
    }

    @Test
    void a_worker_without_metrics_is_no_trouble() {
        assertThatCode(() -> useAll(SinkMetrics.of(context(() -> {
                    throw new NoSuchMethodError("pluginMetrics");
                }))))
                .doesNotThrowAnyException();
        assertThatCode(() -> useAll(SinkMetrics.of(context(() -> {
                    throw new NoClassDefFoundError("PluginMetrics");
                }))))
                .doesNotThrowAnyException();
        assertThatCode(() -> useAll(SinkMetrics.of(context(() -> null)))).doesNotThrowAnyException();
    }
}
