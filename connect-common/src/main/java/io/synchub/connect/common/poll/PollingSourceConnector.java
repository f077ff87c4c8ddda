/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.ledger.OffsetFormat;
import io.synchub.connect.common.version.PluginVersion;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connector whose tasks follow tables of a platform. Plumbing; what is the platform's own is in {@link Tables}. */
public abstract class PollingSourceConnector extends SourceConnector {
    private static final Logger LOG = LoggerFactory.getLogger(PollingSourceConnector.class);

    private Tables tables;
    private TableWatch watch;

    /** Which tables there are to follow, as a user's configuration names them. */
    public interface Tables {
        /**
         * Asks the platform.
         *
         * @return the tables with their names as people wrote them
         * @throws io.synchub.connect.common.http.ApiFailure when it cannot be asked
         */
        List<StreamRef> find();

        /** Whether new tables may turn up while the connector runs. */
        boolean mayGrow();

        /**
         * The properties of so many tasks, each with its part of the rate; of fewer, when the rate cannot be shared by
         * so many.
         */
        List<Map<String, String>> taskProperties(int tasks);
    }

    /** Reads the configuration; asks nothing of the platform yet. */
    protected abstract Tables tables(Map<String, String> properties);

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public abstract Class<? extends Task> taskClass();

    @Override
    public void start(Map<String, String> properties) {
        tables = tables(properties);
        watch = new TableWatch(
                properties.getOrDefault("name", "polling"),
                tables,
                context()::requestTaskReconfiguration,
                context()::raiseError);
    }

    /**
     * A table's rows come from one task, and each task has its part of the rate. Called on a thread that all connectors of the worker
     * share: the platform is asked on another one.
     */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<StreamRef> streams = watch.tables();
        if (streams.isEmpty()) {
            LOG.warn("There is no table to follow: nothing is shared with the token yet");
            return List.of();
        }
        List<Map<String, String>> tasks = tables.taskProperties(Math.min(maxTasks, streams.size()));
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
        if (watch != null) {
            watch.close();
        }
    }
}
