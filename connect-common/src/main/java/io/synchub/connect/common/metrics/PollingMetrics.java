/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.metrics;

import io.synchub.connect.common.http.RequestMetrics;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A polling task's metrics, which the worker publishes by JMX and forgets with the task: those of its requests, and those
 * of each stream under the tag {@code stream}. Workers before 4.1 have no place for them; then there are none.
 */
public final class PollingMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(PollingMetrics.class);

    private final Optional<PluginMetrics> registry;
    private final InstantSource clock;

    private PollingMetrics(Optional<PluginMetrics> registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    public static PollingMetrics of(SourceTaskContext context, InstantSource clock) {
        try {
            return new PollingMetrics(Optional.ofNullable(context.pluginMetrics()), clock);
        } catch (NoSuchMethodError | NoClassDefFoundError e) {
            LOG.info("This worker is older than Kafka 4.1: the connector shows no metrics of its own");
            return new PollingMetrics(Optional.empty(), clock);
        }
    }

    /** The requests of the task. */
    public void register(RequestMetrics requests) {
        gauge("requests-total", "Requests sent, each attempt counted", requests::requests);
        gauge("requests-throttled-total", "Answers 429 and 529", requests::throttled);
        gauge("requests-retried-total", "Attempts after the first", requests::retries);
        gauge(
                "rate-wait-seconds-total",
                "Seconds that requests waited for the rate or a Retry-After",
                () -> requests.waitedForRate().toMillis() / 1000.0);
    }

    /** One stream. */
    public void register(String stream, StreamCounters counters) {
        gauge(stream, "rows-read-total", "Rows that came from the API", counters::rowsRead);
        gauge(stream, "rows-sent-total", "Rows sent to the topic", counters::rowsSent);
        gauge(stream, "rows-unchanged-total", "Rows read that were as the ledger has them", counters::rowsUnchanged);
        gauge(stream, "rows-deleted-total", "Deletes found", counters::rowsDeleted);
        gauge(stream, "rows-failed-total", "Rows that could not be read and are tried again", counters::rowsFailed);
        gauge(stream, "failures-total", "Readings that were given up", counters::failures);
        gauge(
                stream,
                "lag-ms",
                "Milliseconds since the moment until which all changes have been read; -1 before the first time",
                () -> counters.lagMillis(clock.instant()));
        gauge(
                stream,
                "sweep-progress",
                "The part of the known rows that the running snapshot or sweep has read, 0 to 1; 1 when none runs",
                counters::passProgress);
        gauge(stream, "sweep-rows-read", "Rows that the running snapshot or sweep has read", counters::passRowsRead);
        gauge(
                stream,
                "paused",
                "1 while the table cannot be read and the stream pauses",
                () -> counters.isPaused() ? 1 : 0);
    }

    private void gauge(String name, String description, Supplier<Object> value) {
        add(name, description, value, new LinkedHashMap<>());
    }

    private void gauge(String stream, String name, String description, Supplier<Object> value) {
        LinkedHashMap<String, String> tags = new LinkedHashMap<>();
        tags.put("stream", stream);
        add(name, description, value, tags);
    }

    private void add(String name, String description, Supplier<Object> value, LinkedHashMap<String, String> tags) {
        // No lambda over the registry's class here: making it loads the class, which an old worker does not have.
        if (registry.isPresent()) {
            PluginMetrics metrics = registry.get();
            metrics.addMetric(
                    metrics.metricName(name, description, tags), (Gauge<Object>) (config, now) -> value.get());
        }
    }
}
