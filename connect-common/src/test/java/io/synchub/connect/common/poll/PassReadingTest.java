/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.common.config.DeleteMode;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.ledger.Entry;
import io.synchub.connect.common.ledger.SegmentLog;
import io.synchub.connect.common.metrics.StreamCounters;
import io.synchub.connect.common.schedule.Schedules;
import io.synchub.connect.common.schema.FieldNaming;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The two readings, page by page. */
class PassReadingTest {
    private static final StreamSettings SETTINGS = new StreamSettings(
            "p",
            Schedules.parse("once"),
            Schedules.parse("once"),
            DeleteMode.TOMBSTONE,
            FieldNaming.PINNED,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Optional.empty());

    private final FakePlatform platform = new FakePlatform();
    private final TableReader reader = platform.open(FakePlatform.TABLE);
    private final SegmentLog log = SegmentLog.restore(new MapOffsets(Map.of()), FakePlatform.TABLE, 1);
    private final RowSieve sieve =
            new RowSieve(FakePlatform.TABLE, reader, platform.ids(), log.ledger(), SETTINGS, new StreamCounters());

    private PassReading pass(long from, boolean decides) {
        return new PassReading(
                FakePlatform.TABLE,
                reader,
                platform.ids(),
                log.ledger(),
                sieve,
                new Run(Run.Kind.SWEEP, Instant.EPOCH),
                from,
                decides);
    }

    /** Two rows a key, one row a page; all are known, though none as it is. */
    private void known(int rows) {
        platform.pageSize = 1;
        for (int i = 0; i < rows; i++) {
            platform.put(i, "row " + i);
        }
        log.append(
                platform.records.values().stream()
                        .map(row -> new Entry(platform.ids().encode(row.id), 7, row.orderKey))
                        .toList(),
                1,
                "{}",
                Optional.empty());
    }

    private List<String> deleted() {
        return sieve.outgoing().stream()
                .filter(row -> row.operation() == Outgoing.Operation.DELETE)
                .map(Outgoing::id)
                .toList();
    }

    @Test
    void without_decisions_each_page_is_behind() {
        known(6);
        platform.delete(0);
        PassReading pass = pass(0, false);

        pass.advance();
        pass.advance();

        assertThat(pass.decidedBelow()).isEqualTo(1);
        assertThat(platform.confirmations).isZero();
    }

    @Test
    void a_range_is_behind_when_its_missing_rows_are_decided() {
        known(120);
        platform.delete(2);
        platform.delete(101);
        PassReading pass = pass(0, true);

        for (int page = 0; page < 50; page++) {
            assertThat(pass.decidedBelow()).isZero();
            pass.advance();
        }
        assertThat(pass.decidedBelow()).isZero();
        pass.advance();
        assertThat(pass.decidedBelow()).isEqualTo(25);
        assertThat(deleted()).containsExactly(FakePlatform.id(2));
        while (!pass.advance()) {
            assertThat(pass.decidedBelow()).isBetween(25L, 51L);
        }
        assertThat(deleted()).containsExactly(FakePlatform.id(2), FakePlatform.id(101));
    }

    @Test
    void what_is_before_the_beginning_is_not_missing() {
        known(10);
        platform.delete(0);
        platform.delete(7);
        PassReading pass = pass(2, true);

        while (!pass.advance()) {}

        assertThat(deleted()).containsExactly(FakePlatform.id(7));
    }

    @Test
    void losing_access_in_the_middle_of_confirmations_deletes_nothing_until_it_is_back() {
        known(60);
        for (int i = 0; i < 45; i++) {
            platform.delete(i);
        }
        PassReading pass = pass(0, true);
        while (platform.requests < 15) {
            pass.advance();
        }
        platform.onRequest = () -> {
            if (platform.confirmations == 20) {
                platform.onRequest = () -> {};
                platform.fail(ApiFailure.Scope.STREAM);
            }
        };

        assertThatThrownBy(pass::advance).isInstanceOf(ApiFailure.class);
        pass.interrupted();
        assertThat(deleted()).isEmpty();

        while (!pass.advance()) {}
        assertThat(deleted()).hasSize(45).doesNotHaveDuplicates();
        assertThat(platform.confirmations).isEqualTo(20 + 45);
    }

    @Test
    void a_row_whose_fate_cannot_be_found_out_is_left_alone() {
        known(4);
        platform.delete(1);
        platform.delete(2);
        PassReading pass = pass(0, true);
        pass.advance();
        pass.advance();
        platform.fail(ApiFailure.Scope.ROW);

        while (!pass.advance()) {}

        assertThat(deleted()).hasSize(1);
    }

    @Test
    void a_page_that_failed_is_read_again() {
        known(6);
        PassReading pass = pass(0, true);
        pass.advance();
        platform.fail(ApiFailure.Scope.PASSING);

        assertThatThrownBy(pass::advance).isInstanceOf(ApiFailure.class);
        pass.interrupted();
        while (!pass.advance()) {}

        assertThat(sieve.outgoing())
                .extracting(Outgoing::id)
                .containsExactlyInAnyOrderElementsOf(platform.content().keySet());
    }

    @Test
    void changes_tell_their_position_unless_a_row_waits() {
        platform.pageSize = 2;
        platform.enriches = true;
        for (int i = 0; i < 4; i++) {
            platform.put(i, "row " + i);
        }
        ChangesReading changes =
                new ChangesReading(reader, sieve, new Run(Run.Kind.CHANGES, Instant.EPOCH), "0", Instant.EPOCH);

        assertThat(changes.advance()).isFalse();
        assertThat(changes.position()).contains("2");
        platform.settled = false;
        assertThat(changes.advance()).isTrue();
        assertThat(changes.position()).isEmpty();
        assertThat(sieve.outgoing()).hasSize(2);
    }

    @Test
    void incomplete_changes_say_so_once() {
        platform.pageSize = 1;
        platform.put(0, "a");
        platform.put(1, "b");
        platform.incompleteChanges = true;
        ChangesReading changes =
                new ChangesReading(reader, sieve, new Run(Run.Kind.CHANGES, Instant.EPOCH), "0", Instant.EPOCH);

        changes.advance();
        assertThat(changes.turnedIncomplete()).isTrue();
        platform.incompleteChanges = true;
        changes.advance();
        assertThat(changes.turnedIncomplete()).isFalse();
    }
}
