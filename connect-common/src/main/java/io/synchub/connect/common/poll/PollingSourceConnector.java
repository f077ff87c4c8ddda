/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.ledger.OffsetFormat;
import io.synchub.connect.common.version.PluginVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connector whose tasks follow tables of a platform. Plumbing; what is the platform's own is in {@link Tables}. */
public abstract class PollingSourceConnector extends SourceConnector {
    private static final Logger LOG = LoggerFactory.getLogger(PollingSourceConnector.class);

    private Map<String, String> properties;
    private Optional<Tables> tables = Optional.empty();
    private Optional<TableWatch> watch = Optional.empty();

    /** The tables of a connector whose tasks share them. */
    public interface Tables extends TableFinder {
        /**
         * The properties of so many tasks, each with its part of the rate; of fewer, when the rate cannot be shared by
         * so many.
         */
        List<Map<String, String>> taskProperties(int tasks);
    }

    /**
     * Reads the configuration; asks nothing of the platform yet.
     *
     * @return empty for a platform whose requests one task must own: it {@linkplain PollingSetup#finder finds} its tables itself
     */
    protected abstract Optional<Tables> tables(Map<String, String> properties);

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public abstract Class<? extends Task> taskClass();

    @Override
    public void start(Map<String, String> started) {
        properties = Map.copyOf(started);
        tables = tables(properties);
        watch = tables.map(found -> new TableWatch(
                properties.getOrDefault("name", "polling"),
                found,
                context()::requestTaskReconfiguration,
                context()::raiseError));
    }

    /**
     * A table's rows come from one task, and each task has its part of the rate. Called on a thread that all connectors of the worker
     * share: the platform is asked on another one.
     */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        if (watch.isEmpty()) {
            return List.of(properties);
        }
        List<StreamRef> streams = watch.get().tables();
        if (streams.isEmpty()) {
            LOG.warn("There is no table to follow: nothing is shared with the token yet");
            return List.of();
        }
        List<Map<String, String>> tasks = tables.orElseThrow().taskProperties(Math.min(maxTasks, streams.size()));
        return TaskStreams.deal(streams, tasks);
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> properties) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /** Offsets may be forgotten, which reads tables again; setting them must follow the format that the tasks write. */
    @Override
    public boolean alterOffsets(Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
        offsets.forEach((partition, offset) -> {
            OffsetFormat.check(partition, offset);
            checkProgress(partition, offset == null ? Map.of() : offset);
        });
        return true;
    }

    private static void checkProgress(Map<String, ?> partition, Map<String, ?> offset) {
        for (String key : List.of("progress", "base_progress")) {
            try {
                if (offset.get(key) instanceof String text) {
                    Progress.fromJson(text);
                }
            } catch (IllegalArgumentException e) {
                throw new ConnectException(
                        "\"" + key + "\" in the offset of " + partition
                                + " is none that this connector writes. Use null to remove the offset, for all slots of a stream to read its table from the beginning",
                        e);
            }
        }
    }

    @Override
    public void stop() {
        watch.ifPresent(TableWatch::close);
    }
}
