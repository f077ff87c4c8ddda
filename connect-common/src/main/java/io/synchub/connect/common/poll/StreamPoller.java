/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.config.DeleteMode;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.ledger.Entry;
import io.synchub.connect.common.ledger.IdCodec;
import io.synchub.connect.common.ledger.SegmentLog;
import io.synchub.connect.common.metrics.StreamCounters;
import io.synchub.connect.common.schedule.Schedule;
import io.synchub.connect.common.schema.Table;
import io.synchub.connect.common.schema.TableSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Follows one table: the phases live here and nowhere else. See "Phases of a stream" in this module's DESIGN.md.
 *
 * <p>One step at a time, each on any thread. A step asks the API, compares, and gives a batch whose last record carries what the
 * stream knows after it. A step that fails gives what it had gathered before.
 */
final class StreamPoller {
    private static final Duration LONGEST_STEP = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final StreamRef stream;
    private final StreamSettings settings;
    private final Instant began;
    private final TableReader reader;
    private final IdCodec ids;
    private final SegmentLog log;
    private final StreamCounters counters;
    private final BooleanSupplier wouldWait;
    private final InstantSource clock;
    private final RowSieve sieve;
    private final StaleRows staleRows;
    private final BatchWriter writer;
    private final StreamReport report;

    private Progress progress;
    /** What a restart would begin with, once all that was handed out is durable. */
    private Progress written;
    /** When changes are read next; empty: never again. */
    private Optional<Instant> nextPoll;
    /** When the next sweep begins; empty: never, or not known before the snapshot is complete. */
    private Optional<Instant> nextSweep;
    /** The newest description; null before the first. */
    private Table table;
    /** What is being read, if anything: changes come before the pass. */
    private ChangesReading changes;

    private PassReading pass;
    /** Changes were read, and the pass not since: where they take longer than from slot to slot, it has its turn all the same. */
    private boolean passIsNext;

    private int failures;

    /**
     * @param began when the task did: its streams have their slots at the same moments
     * @param log restored already
     * @param wouldWait whether the next request would have to wait for the rate
     */
    StreamPoller(
            StreamRef stream,
            StreamSettings settings,
            Instant began,
            TableReader reader,
            IdCodec ids,
            SegmentLog log,
            StreamCounters counters,
            BooleanSupplier wouldWait,
            InstantSource clock) {
        this.stream = stream;
        this.began = began;
        this.settings = settings;
        this.reader = reader;
        this.ids = ids;
        this.log = log;
        this.counters = counters;
        this.wouldWait = wouldWait;
        this.clock = clock;
        this.sieve = new RowSieve(stream.id(), reader, ids, log.ledger(), settings, counters);
        this.staleRows = new StaleRows(reader, ids, sieve);
        TableSpec pinned = log.table().map(TableSpec::fromJson).orElseGet(() -> TableSpec.of(stream.name()));
        this.writer = new BatchWriter(settings, log, pinned);
        this.report = new StreamReport(
                stream.id(),
                pinned.stream(),
                writer.topic(),
                settings.statusTopic().isPresent(),
                clock);
        this.progress = log.progress().map(Progress::fromJson).orElse(Progress.none());
        this.written = progress;
        this.nextPoll = firstSlot(settings.schedule(), progress.polled(), clock.instant());
        this.nextSweep = progress.inSnapshot()
                ? Optional.empty()
                : firstSlot(settings.sweep(), progress.complete().map(Progress.CompletePass::started), clock.instant());
        if (log.damaged()) {
            report.damaged();
        }
    }

    /**
     * A schedule that ran out before the restart begins anew with it: {@code once} means once for each start. A clock that was
     * ahead the last time must not hold the stream up.
     */
    private static Optional<Instant> firstSlot(Schedule schedule, Optional<Instant> last, Instant now) {
        return schedule.next(last.map(time -> time.isAfter(now) ? now : time))
                .or(() -> schedule.next(Optional.empty()));
    }

    StreamRef stream() {
        return stream;
    }

    SegmentLog log() {
        return log;
    }

    /**
     * Does what is due now. Blocks while requests, their retries and the wait for the rate take.
     *
     * @throws ApiFailure when it concerns the whole connector
     */
    StepResult step() {
        try {
            log.verify(clock.millis());
            boolean early = !isSomethingDue(clock.instant());
            Optional<Instant> next = advance();
            if (failures > 0 && !early) {
                failures = 0;
                counters.paused(false);
                report.goesOn();
            }
            return new StepResult(batch(), next);
        } catch (ApiFailure e) {
            if (e.scope() == ApiFailure.Scope.CONNECTOR) {
                throw e;
            }
            if (e.code().equals(ApiFailure.CLOSED)) {
                // The task stops: nobody takes what was gathered, and nothing failed.
                return new StepResult(List.of(), Optional.empty());
            }
            Instant next = rest(e);
            return new StepResult(batch(), Optional.of(next));
        }
    }

    /** Reads until a batch is worth sending. */
    private Optional<Instant> advance() {
        Instant end = clock.instant().plus(LONGEST_STEP);
        while (true) {
            begin();
            if (changes != null) {
                advanceChanges();
            } else if (pass != null) {
                advancePass();
            } else {
                return earlier(nextPoll, nextSweep);
            }
            boolean something = !sieve.outgoing().isEmpty();
            if (sieve.isFull()
                    || something && wouldWait.getAsBoolean()
                    || clock.instant().isAfter(end)) {
                return Optional.of(clock.instant());
            }
        }
    }

    private boolean isSomethingDue(Instant now) {
        return changes != null
                || pass != null
                || progress.running().isPresent()
                || isDue(nextPoll, now)
                || isDue(nextSweep, now);
    }

    /** Begins what is due, if nothing of its kind is under way. */
    private void begin() {
        Instant now = clock.instant();
        if (pass == null && progress.running().isPresent()) {
            beginPass(progress.running().get(), true);
        } else if (pass == null && progress.inSnapshot() && isDue(nextPoll, now)) {
            describe();
            nextPoll = slotAfter(now);
            progress = progress.at(reader.position()).polled(now);
            beginPass(
                    Progress.RunningPass.begun(now, table.shape(), log.ledger().size() == 0), false);
        } else if (changes == null
                && !progress.inSnapshot()
                && isDue(nextPoll, now)
                && !(passIsNext && (pass != null || isDue(nextSweep, now)))) {
            beginChanges(now);
        } else if (pass == null && changes == null && !progress.inSnapshot() && isDue(nextSweep, now)) {
            describe();
            beginPass(Progress.RunningPass.begun(now, table.shape(), false), false);
        }
    }

    private void beginPass(Progress.RunningPass running, boolean again) {
        if (table == null) {
            describe();
        }
        progress = progress.running(running);
        nextSweep = Optional.empty();
        Run run = new Run(progress.inSnapshot() ? Run.Kind.SNAPSHOT : Run.Kind.SWEEP, running.started());
        boolean decides = !running.fresh() && settings.deleteMode() != DeleteMode.NONE;
        pass = new PassReading(stream.id(), reader, ids, log.ledger(), sieve, run, running.from(), decides);
        report.began(run, again);
    }

    private void advancePass() {
        passIsNext = false;
        boolean complete = pass.advance();
        Run run = pass.run();
        if (!complete) {
            progress = progress.running(progress.running().orElseThrow().at(pass.decidedBelow()));
            counters.pass(run.read(), log.ledger().size());
            report.progress(run);
            return;
        }
        pass = null;
        sieve.endPass();
        if (progress.inSnapshot() && reader.detection().tells()) {
            // What changed while it ran does not wait for the next slot.
            nextPoll = Optional.of(clock.instant());
        }
        boolean again = progress.running().orElseThrow().again();
        progress = progress.completed();
        Progress.CompletePass completed = progress.complete().orElseThrow();
        counters.pass(0, 0);
        if (!reader.detection().tells()) {
            counters.caughtUp(completed.started());
            // One pass after the other without a rest would be for nobody.
            nextPoll = slotAfter(clock.instant());
        }
        nextSweep = !again && table.shape().equals(completed.shape())
                ? settings.sweep().next(Optional.of(completed.started()))
                : Optional.of(clock.instant());
        report.complete(run);
    }

    private void beginChanges(Instant now) {
        nextPoll = slotAfter(now);
        progress = progress.polled(now);
        described(reader.glance());
        boolean sweeping = progress.running().isPresent();
        if (!sweeping && !progress.complete().orElseThrow().shape().equals(table.shape())) {
            report.drifted();
            nextSweep = Optional.of(now);
        }
        if (!reader.detection().tells()) {
            nextSweep = sweeping ? nextSweep : Optional.of(now);
            return;
        }
        Run run = new Run(Run.Kind.CHANGES, now);
        staleRows.retry(run);
        changes = new ChangesReading(reader, sieve, run, progress.position().orElseThrow(), now);
    }

    private void describe() {
        described(reader.describe());
    }

    private void described(Table now) {
        table = now;
        report.detection(reader.detection());
    }

    private Optional<Instant> slotAfter(Instant now) {
        return settings.schedule().following(began, now);
    }

    private void advanceChanges() {
        boolean complete = changes.advance();
        // Before the position moves past what is missing: what follows may fail, and is not read again then.
        if (changes.turnedIncomplete()) {
            report.incomplete();
            progress = progress.running(progress.running()
                    .map(Progress.RunningPass::withAnother)
                    .orElseGet(() -> Progress.RunningPass.begun(changes.began(), table.shape(), false)));
        }
        changes.position().ifPresent(position -> progress = progress.at(position));
        if (!complete) {
            return;
        }
        passIsNext = true;
        counters.caughtUp(changes.began());
        report.changesComplete(changes.run());
        changes = null;
    }

    /** Gives up what is being read; it begins again where the progress is. */
    private Instant rest(ApiFailure e) {
        failures++;
        counters.failure();
        Run run = changes != null
                ? changes.run()
                : pass != null ? pass.run() : new Run(Run.Kind.CHANGES, clock.instant());
        changes = null;
        if (pass != null) {
            pass.interrupted();
        }
        boolean pausing = e.scope() == ApiFailure.Scope.STREAM;
        counters.paused(pausing);
        Duration rest = pausing ? untilNextTry() : backoff();
        if (pausing) {
            report.pausing(run, rest, e.getMessage());
        } else {
            report.resting(run, rest, e.getMessage());
        }
        Instant next = clock.instant().plus(rest);
        nextPoll = Optional.of(next);
        return next;
    }

    /** A table that cannot be read is tried again when a sweep would come, but not later than in an hour. */
    private Duration untilNextTry() {
        Instant now = clock.instant();
        return settings.sweep()
                .next(Optional.of(now))
                .map(slot -> Duration.between(now, slot))
                .filter(rest -> rest.compareTo(LONGEST_PAUSE) < 0)
                .orElse(LONGEST_PAUSE);
    }

    private Duration backoff() {
        Duration rest = settings.retryBackoff();
        for (int i = 1; i < failures && rest.compareTo(settings.retryBackoffMax()) < 0; i++) {
            rest = rest.multipliedBy(2);
        }
        return rest.compareTo(settings.retryBackoffMax()) < 0 ? rest : settings.retryBackoffMax();
    }

    private List<SourceRecord> batch() {
        List<Entry> entries = sieve.entries();
        // As long as entries wait for the next write, what they are about must be read again after a restart.
        Progress told = entries.size() < sieve.waitingEntries() ? written : progress;
        Optional<List<SourceRecord>> records =
                writer.write(Optional.ofNullable(table), sieve.outgoing(), entries, told, report.taken());
        if (records.isPresent()) {
            written = told;
            sieve.taken(entries);
        }
        return records.orElse(List.of());
    }

    private static boolean isDue(Optional<Instant> slot, Instant now) {
        return slot.isPresent() && !slot.get().isAfter(now);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) ? one : other;
    }
}
