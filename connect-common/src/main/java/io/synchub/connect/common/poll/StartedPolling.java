/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.http.ApiFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of a task at work. Steps run on threads of their own, so that one stream's wait for its answer is not the others';
 * batches wait in the outbox for {@link #poll}, and a stream whose batch finds no room there waits with it.
 */
final class StartedPolling implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StartedPolling.class);
    /** More answers under way than this do not make an API with a rate limit faster. */
    private static final int MOST_THREADS = 4;
    /** Batches that wait for the worker. */
    private static final int OUTBOX = 2;

    private static final int RECORDS_IN_A_POLL = 2_000;
    /** The worker commits what was acknowledged only between polls. */
    private static final Duration LONGEST_POLL = Duration.ofMillis(500);

    /** A worker polls twice a second unless the connector is paused. */
    private static final Duration NOT_POLLED = Duration.ofMinutes(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Platform platform;
    private final Map<String, StreamPoller> streams = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor threads;
    private final BlockingQueue<List<SourceRecord>> outbox = new ArrayBlockingQueue<>(OUTBOX);
    private final Backlog backlog = new Backlog();
    private volatile Instant polledAt;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    StartedPolling(String name, Platform platform, List<StreamPoller> pollers, InstantSource clock) {
        this.platform = platform;
        this.clock = clock;
        this.polledAt = clock.instant();
        AtomicInteger number = new AtomicInteger();
        this.threads = new ScheduledThreadPoolExecutor(MOST_THREADS, work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
        pollers.forEach(this::add);
    }

    /** One more stream, from now on. */
    void add(StreamPoller poller) {
        streams.put(poller.stream().id(), poller);
        repeat("Stream " + poller.stream().id(), poller::step, clock.instant());
    }

    /** Looks for streams as long as the task runs. */
    void search(TableSearch search) {
        repeat("The search for tables", () -> new StepResult(List.of(), search.search()), clock.instant());
    }

    private void repeat(String what, Supplier<StepResult> step, Instant when) {
        try {
            threads.schedule(() -> step(what, step), millisUntil(when), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("{} ends: the task stops", what);
        }
    }

    private void step(String what, Supplier<StepResult> step) {
        if (Duration.between(polledAt, clock.instant()).compareTo(NOT_POLLED) > 0) {
            // The connector is paused, or its topics take nothing: to read on would cost requests for nobody.
            repeat(what, step, clock.instant().plus(BETWEEN_LOOKS));
            return;
        }
        try {
            StepResult result = step.get();
            if (!result.records().isEmpty()) {
                outbox.put(result.records());
            }
            result.next().ifPresent(next -> repeat(what, step, next));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ApiFailure e) {
            fail(new ConnectException(e.getMessage(), e));
        } catch (RuntimeException | Error e) {
            // An error too: the thread's executor would keep it for itself, and the stream would stand still for ever.
            fail(new ConnectException(what + " cannot go on: " + e.getMessage(), e));
        }
    }

    private void fail(RuntimeException e) {
        if (!threads.isShutdown()) {
            failure.compareAndSet(null, e);
        }
    }

    private long millisUntil(Instant next) {
        Duration wait = Duration.between(clock.instant(), next);
        // Rounded up: a moment early there is nothing to do yet.
        return wait.isNegative() || wait.isZero() ? 0 : wait.plusMillis(1).toMillis();
    }

    /**
     * @return what the streams have for the topics; null when that is nothing for half a second
     * @throws ConnectException when no stream can go on: see {@link ApiFailure.Scope#CONNECTOR}
     */
    List<SourceRecord> poll() throws InterruptedException {
        polledAt = clock.instant();
        backlog.awaitRoom(LONGEST_POLL);
        List<SourceRecord> first =
                outbox.poll(failure.get() == null ? LONGEST_POLL.toMillis() : 0, TimeUnit.MILLISECONDS);
        if (first == null) {
            RuntimeException e = failure.get();
            if (e != null) {
                throw e;
            }
            return null;
        }
        List<SourceRecord> records = first;
        while (records.size() < RECORDS_IN_A_POLL) {
            List<SourceRecord> more = outbox.poll();
            if (more == null) {
                break;
            }
            if (records == first) {
                records = new ArrayList<>(first);
            }
            records.addAll(more);
        }
        backlog.taken(records.size());
        return records;
    }

    /** A record was acknowledged, or dropped on its way. Called by the producer's thread. */
    void acknowledged(SourceRecord record) {
        backlog.acknowledged();
        StreamPoller poller =
                streams.get(String.valueOf(record.sourcePartition().get("stream")));
        if (poller != null) {
            poller.log().acknowledged(record.sourcePartition(), record.sourceOffset());
        }
    }

    /** Ends what is under way at once. What the worker has not polled yet is read again after the next start. */
    @Override
    public void close() {
        threads.shutdownNow();
        platform.close();
    }
}
