/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.synchub.connect.common.http.RequestMetrics;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.junit.jupiter.api.Test;

class PollingMetricsTest {
    private static final Instant NOW = Instant.ofEpochSecond(100);

    private final StreamCounters counters = new StreamCounters();
    private final Map<String, MetricValueProvider<?>> gauges = new HashMap<>();

    private static SourceTaskContext context(Supplier<Object> metrics) {
        return (SourceTaskContext) Proxy.newProxyInstance(
                PollingMetricsTest.class.getClassLoader(),
                new Class<?>[] {SourceTaskContext.class},
                (proxy, method, arguments) -> metrics.get());
    }

    private void register(SourceTaskContext context) {
        PollingMetrics metrics = PollingMetrics.of(context, () -> NOW);
        metrics.register(new RequestMetrics());
        metrics.register("s", counters);
    }

    private Object value(String name) {
        return ((Gauge<?>) gauges.get(name)).value(null, 0);
    }

    @Test
    void show_what_is_counted() {
        register(context(Registry::new));
        assertThat(value("requests-total")).isEqualTo(0L);
        assertThat(value("s lag-ms")).isEqualTo(-1L);
        assertThat(value("s sweep-progress")).isEqualTo(1.0);

        counters.read();
        counters.sent();
        counters.unchanged();
        counters.deleted();
        counters.failed();
        counters.failure();
        counters.paused(true);
        counters.caughtUp(NOW.minusMillis(5));
        counters.pass(1, 4);

        for (String name : new String[] {"rows-read", "rows-sent", "rows-unchanged", "rows-deleted", "rows-failed"}) {
            assertThat(value("s " + name + "-total")).as(name).isEqualTo(1L);
        }
        assertThat(value("s failures-total")).isEqualTo(1L);
        assertThat(value("s paused")).isEqualTo(1);
        assertThat(value("s lag-ms")).isEqualTo(5L);
        assertThat(value("s sweep-progress")).isEqualTo(0.25);
        assertThat(value("s sweep-rows-read")).isEqualTo(1L);
    }

    @Test
    void a_worker_without_metrics_is_no_trouble() {
        assertThatCode(() -> register(context(() -> {
                    throw new NoSuchMethodError("pluginMetrics");
                })))
                .doesNotThrowAnyException();
        assertThatCode(() -> register(context(() -> {
                    throw new NoClassDefFoundError("PluginMetrics");
                })))
                .doesNotThrowAnyException();
        assertThatCode(() -> register(context(() -> null))).doesNotThrowAnyException();
    }

    private final class Registry implements PluginMetrics {
        @Override
        public MetricName metricName(String name, String description, LinkedHashMap<String, String> tags) {
            return new MetricName(tags.isEmpty() ? name : tags.get("stream") + " " + name, "", description, tags);
        }

        @Override
        public void addMetric(MetricName name, MetricValueProvider<?> value) {
            gauges.put(name.name(), value);
        }

        @Override
        public void removeMetric(MetricName name) {}

        @Override
        public Sensor addSensor(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void removeSensor(String name) {}
    }
}
