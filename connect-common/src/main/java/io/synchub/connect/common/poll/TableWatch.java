/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.http.ApiFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the tables of a connector, and looks now and then whether new ones came. Tables that cannot be found any more are their tasks' affair. */
final class TableWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableWatch.class);
    private static final long MINUTES_BETWEEN_LOOKS = 5;

    private final PollingSourceConnector.Tables tables;
    private final Runnable reconfigure;
    private final ScheduledExecutorService thread;
    private final Set<String> known = new HashSet<>();

    /** @param reconfigure asks for new task configurations */
    TableWatch(String name, PollingSourceConnector.Tables tables, Runnable reconfigure) {
        this.tables = tables;
        this.reconfigure = reconfigure;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread watcher = new Thread(work, name + "-tables");
            watcher.setDaemon(true);
            return watcher;
        });
        if (tables.mayGrow()) {
            thread.scheduleWithFixedDelay(this::look, MINUTES_BETWEEN_LOOKS, MINUTES_BETWEEN_LOOKS, TimeUnit.MINUTES);
        }
    }

    /**
     * @throws RetriableException when the platform cannot be asked just now; the worker tries again
     * @throws ConnectException when it refuses
     */
    List<StreamRef> find() {
        try {
            List<StreamRef> found = tables.find();
            synchronized (known) {
                found.forEach(table -> known.add(table.id()));
            }
            return found;
        } catch (ApiFailure e) {
            throw e.scope() == ApiFailure.Scope.PASSING
                    ? new RetriableException(e.getMessage(), e)
                    : new ConnectException(e.getMessage(), e);
        }
    }

    private void look() {
        try {
            boolean grown;
            List<StreamRef> found = tables.find();
            synchronized (known) {
                grown = found.stream().anyMatch(table -> !known.contains(table.id()));
            }
            if (grown) {
                LOG.info("New tables turned up; tasks are dealt out anew");
                reconfigure.run();
            }
        } catch (ApiFailure e) {
            LOG.warn(
                    "Whether new tables turned up cannot be found out; the next look is in {} minutes: {}",
                    MINUTES_BETWEEN_LOOKS,
                    e.getMessage());
        } catch (RuntimeException e) {
            // Thrown on, it would end the looks without a word.
            LOG.error(
                    "Whether new tables turned up cannot be found out; the next look is in {} minutes",
                    MINUTES_BETWEEN_LOOKS,
                    e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
