/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.metrics;

import io.synchub.connect.jdbc.schema.TableId;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink task's metrics, which the worker publishes by JMX and forgets with the task: those of its flushes, and those of each
 * table under the tag {@code table}. Workers before 4.1 have no place for them; then there are none, and every call does
 * nothing. For the task's thread, and that of a batch in flight, in turn; read by any.
 *
 * <p>Rows are counted once they are committed: a writer counts into a {@link Tally} and hands it over after the commit. What
 * is written again after a crash is counted again, since the counters begin with the task.
 */
public final class SinkMetrics {
    /** How many tables have metrics of their own. A topic pattern may bring thousands, of a dozen MBean attributes each. */
    static final int MOST_TABLES = 200;

    /** The tag of all tables beyond those. A table's name is never in brackets. */
    static final String OTHERS = "(others)";

    private static final Logger LOG = LoggerFactory.getLogger(SinkMetrics.class);

    /** Null where the worker has no metrics. */
    private final TaskSensors task;

    private final PluginMetricsRegistry registry;
    private final Map<TableId, TableSensors> tables = new HashMap<>();
    private TableSensors others;

    private SinkMetrics(PluginMetricsRegistry registry) {
        this.registry = registry;
        this.task = registry == null ? null : new TaskSensors(registry);
    }

    /** The metrics of a task. */
    public static SinkMetrics of(SinkTaskContext context) {
        try {
            PluginMetrics published = context.pluginMetrics();
            return published == null ? none() : new SinkMetrics(new PluginMetricsRegistry(published));
        } catch (NoSuchMethodError | NoClassDefFoundError e) {
            LOG.info("This worker is older than Kafka 4.1: the connector shows no metrics of its own");
            return none();
        }
    }

    /** Metrics that nobody sees. */
    public static SinkMetrics none() {
        return new SinkMetrics(null);
    }

    /** Begins to count what a transaction does. */
    public Tally tally() {
        return new Tally();
    }

    /** A transaction was committed: what it did counts now. */
    public void committed(Tally tally) {
        if (task != null) {
            tally.counts().forEach((table, counts) -> sensors(table).committed(counts));
        }
    }

    /** Begins to say how late the rows of a batch are that has just been committed. */
    public Lags lags(long nowMs) {
        return new Lags(this, nowMs);
    }

    boolean arePublished() {
        return task != null;
    }

    void lag(TableId table, long latestMs, long greatestMs) {
        if (task != null) {
            sensors(table).lag(latestMs, greatestMs);
        }
    }

    /** A row of a table is stored in the dead letter queue, and the others of its batch are committed. */
    public void rejected(TableId table) {
        if (task != null) {
            sensors(table).rejected();
        }
    }

    /** A record that can not be read went to the dead letter queue: it has no table yet. */
    public void unreadable() {
        if (task != null) {
            task.unreadable();
        }
    }

    /** A table's definition was changed by one statement. */
    public void ddl(TableId table) {
        if (task != null) {
            sensors(table).ddl();
        }
    }

    /** A batch was written. */
    public void flushed(int records, long nanos) {
        if (task != null) {
            task.flushed(records, nanos);
        }
    }

    /** A write failed for a reason that passes, and is tried again. */
    public void retried() {
        if (task != null) {
            task.retried();
        }
    }

    /** No connection could be had. */
    public void connectionFailed() {
        if (task != null) {
            task.connectionFailed();
        }
    }

    private TableSensors sensors(TableId table) {
        TableSensors known = tables.get(table);
        if (known != null) {
            return known;
        }
        if (tables.size() < MOST_TABLES) {
            TableSensors added = new TableSensors(registry, table.toString());
            tables.put(table, added);
            return added;
        }
        if (others == null) {
            LOG.info("More than {} tables: the further ones share the metrics of the table {}", MOST_TABLES, OTHERS);
            others = new TableSensors(registry, OTHERS);
        }
        return others;
    }
}
