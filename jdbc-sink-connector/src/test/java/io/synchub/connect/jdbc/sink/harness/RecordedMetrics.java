/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.utils.Time;

/** A worker's metrics of one task, kept in a registry of Kafka's own. As with a worker's, a name can be taken once. */
public final class RecordedMetrics implements PluginMetrics {
    private final Metrics metrics;
    private final Map<String, String> own;
    private final Set<String> sensors = new HashSet<>();

    /** Those of the only task of a worker. */
    public RecordedMetrics(Time time) {
        this(new Metrics(time), 0);
    }

    /** Those of one of several tasks, which share the worker's registry. */
    public RecordedMetrics(Metrics registry, int task) {
        this.metrics = registry;
        this.own = Map.of("task", Integer.toString(task));
    }

    /** The value of a metric of the task as a whole. */
    public double value(String name) {
        return find(name, Map.of()).orElseThrow(() -> new AssertionError("No metric " + name));
    }

    /** The value of a metric of a table. */
    public double value(String name, String table) {
        return find(name, Map.of("table", table))
                .orElseThrow(() -> new AssertionError("No metric " + name + " of table " + table));
    }

    /** The tables that have metrics. */
    public Set<String> tables() {
        Set<String> tables = new TreeSet<>();
        metrics.metrics().keySet().stream()
                .filter(name -> name.tags().containsKey("table"))
                .forEach(name -> tables.add(name.tags().get("table")));
        return tables;
    }

    private Optional<Double> find(String name, Map<String, String> tags) {
        KafkaMetric metric = metrics.metric(metricName(name, "", new LinkedHashMap<>(tags)));
        return Optional.ofNullable(metric).map(found -> ((Number) found.metricValue()).doubleValue());
    }

    /** The task ends: the worker takes its sensors away. */
    public void close() {
        Set.copyOf(sensors).forEach(this::removeSensor);
    }

    @Override
    public MetricName metricName(String name, String description, LinkedHashMap<String, String> tags) {
        Map<String, String> all = new LinkedHashMap<>(own);
        all.putAll(tags);
        return metrics.metricName(name, "plugins", description, all);
    }

    @Override
    public void addMetric(MetricName name, MetricValueProvider<?> value) {
        metrics.addMetric(name, value);
    }

    @Override
    public void removeMetric(MetricName name) {
        metrics.removeMetric(name);
    }

    @Override
    public Sensor addSensor(String name) {
        if (!sensors.add(name)) {
            throw new IllegalArgumentException("There is a sensor " + name);
        }
        // As the worker does it: a sensor that another task has taken is the same one.
        return metrics.sensor(name);
    }

    @Override
    public void removeSensor(String name) {
        sensors.remove(name);
        metrics.removeSensor(name);
    }
}
