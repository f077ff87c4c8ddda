/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.common.metrics.stats.Rate;

/** Makes the sensors in the worker's registry. Loaded only on workers that have one. */
final class PluginMetricsRegistry {
    private final PluginMetrics metrics;

    /**
     * Metrics are told apart by the worker's own tags for connector and task, but sensors by their name alone: tasks of one
     * worker that took the same name would share one sensor, count for each other, and end with the first that ends.
     */
    private final String instance = UUID.randomUUID().toString();

    PluginMetricsRegistry(PluginMetrics metrics) {
        this.metrics = metrics;
    }

    /** Something that is counted: {@code <name>-total}, and {@code <name>-rate} by the second. */
    Sensor counter(String name, String what, Map<String, String> tags) {
        Sensor sensor = sensor(name, tags);
        sensor.add(name(name + "-total", what, tags), new CumulativeSum());
        sensor.add(name(name + "-rate", what + ", by the second", tags), new Rate());
        return sensor;
    }

    /** Something that is rare: {@code <name>-total} alone. */
    Sensor total(String name, String what, Map<String, String> tags) {
        Sensor sensor = sensor(name, tags);
        sensor.add(name(name + "-total", what, tags), new CumulativeSum());
        return sensor;
    }

    /** Something that is measured: {@code <name>-avg} and {@code <name>-max} over the worker's metrics window. */
    Sensor measure(String name, String what, Map<String, String> tags) {
        Sensor sensor = sensor(name, tags);
        sensor.add(name(name + "-avg", what + ", on average", tags), new Avg());
        sensor.add(name(name + "-max", what + ", at most", tags), new Max());
        return sensor;
    }

    /** One statistic under the sensor's own name. */
    Sensor single(String name, String what, Map<String, String> tags, MeasurableStat stat) {
        Sensor sensor = sensor(name, tags);
        sensor.add(name(name, what, tags), stat);
        return sensor;
    }

    void gauge(String name, String what, Map<String, String> tags, LongSupplier value) {
        metrics.addMetric(name(name, what, tags), (Gauge<Long>) (config, now) -> value.getAsLong());
    }

    private Sensor sensor(String name, Map<String, String> tags) {
        return metrics.addSensor(instance + " " + name + " " + tags);
    }

    private MetricName name(String name, String what, Map<String, String> tags) {
        return metrics.metricName(name, what, new LinkedHashMap<>(tags));
    }
}
