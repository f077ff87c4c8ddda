/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.http.ApiFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the tables of a connector, on a thread of its own, and looks now and then whether new ones came. Tables that cannot be found
 * any more are their tasks' affair.
 */
final class TableWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);
    /** Before the first success. */
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);
    /** Who asks for the tables holds up the worker's other connectors. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final TableFinder platform;
    private final Runnable reconfigure;
    private final Consumer<Exception> raiseError;
    private final ScheduledExecutorService thread;
    private Optional<List<StreamRef>> found = Optional.empty();
    private Optional<ApiFailure> failure = Optional.empty();
    private boolean askedInVain;

    /**
     * @param reconfigure asks for new task configurations
     * @param raiseError fails the connector
     */
    TableWatch(String name, TableFinder platform, Runnable reconfigure, Consumer<Exception> raiseError) {
        this.platform = platform;
        this.reconfigure = reconfigure;
        this.raiseError = raiseError;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread watcher = new Thread(work, name + "-tables");
            watcher.setDaemon(true);
            return watcher;
        });
        thread.execute(this::look);
    }

    /**
     * The tables that were found last. Waits a moment for the first answer.
     *
     * @throws RetriableException when there is none yet; new task configurations are asked for when it comes
     * @throws ConnectException when the platform refuses
     */
    synchronized List<StreamRef> tables() {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        try {
            for (long left = LONGEST_WAIT.toMillis(); found.isEmpty() && failure.isEmpty() && left > 0; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (found.isPresent()) {
            return found.get();
        }
        askedInVain = true;
        if (failure.isEmpty()) {
            throw new RetriableException("Which tables there are is not known yet; tasks start when it is");
        }
        ApiFailure e = failure.get();
        throw e.scope() == ApiFailure.Scope.PASSING
                ? new RetriableException(e.getMessage(), e)
                : new ConnectException(e.getMessage(), e);
    }

    private void look() {
        Optional<Duration> next = Optional.of(BETWEEN_TRIES);
        try {
            boolean grown = found(platform.find(table -> Optional.empty()));
            next = platform.mayGrow() ? Optional.of(BETWEEN_LOOKS) : Optional.empty();
            if (grown) {
                reconfigure.run();
            }
        } catch (ApiFailure e) {
            next = failed(e);
        } catch (RuntimeException e) {
            // Thrown on, it would end the looks without a word.
            LOG.error("Which tables there are cannot be found out; it is tried again", e);
        } finally {
            next.ifPresent(this::lookAgain);
        }
    }

    /** @return whether tasks must be dealt out anew */
    private synchronized boolean found(List<StreamRef> now) {
        Set<String> known = new HashSet<>();
        found.ifPresent(before -> before.forEach(table -> known.add(table.id())));
        boolean grown = found.isPresent() && now.stream().anyMatch(table -> !known.contains(table.id()));
        if (grown) {
            LOG.info("New tables turned up; tasks are dealt out anew");
        }
        boolean late = found.isEmpty() && askedInVain;
        if (found.isEmpty() || grown) {
            found = Optional.of(now);
        }
        failure = Optional.empty();
        notifyAll();
        return grown || late;
    }

    private Optional<Duration> failed(ApiFailure e) {
        boolean first;
        synchronized (this) {
            first = found.isEmpty();
            failure = Optional.of(e);
            notifyAll();
        }
        if (thread.isShutdown()) {
            return Optional.empty();
        }
        if (first && e.scope() != ApiFailure.Scope.PASSING) {
            raiseError.accept(new ConnectException(e.getMessage(), e));
            return Optional.empty();
        }
        LOG.warn("Which tables there are cannot be found out; it is tried again: {}", e.getMessage());
        return Optional.of(first ? BETWEEN_TRIES : BETWEEN_LOOKS);
    }

    private void lookAgain(Duration later) {
        if (!thread.isShutdown()) {
            thread.schedule(this::look, later.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
