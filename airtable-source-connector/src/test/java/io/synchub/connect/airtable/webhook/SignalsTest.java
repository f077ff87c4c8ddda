/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private static final String TABLE = "tbl1";
    private static final TableSignals NOTHING = signals(List.of(), List.of());

    @Property
    void from_the_position_of_any_stop_all_is_shown_that_was_not_taken(
            @ForAll("logs") List<TableSignals> log, @ForAll @IntRange(min = 1, max = 4) int most) {
        Signals signals = read(log, 0);
        Set<String> taken = new HashSet<>();
        Signals.Place place = new Signals.Place(1, 0);
        while (!signals.isEmpty()) {
            Signals.Part part = signals.take(most);
            taken.addAll(part.touched());
            taken.addAll(part.destroyed());
            assertThat(part.place().cursor()).isGreaterThanOrEqualTo(place.cursor());
            place = part.place();
            int passed = (int) place.cursor() - 1;
            assertThat(taken.containsAll(named(log.subList(0, passed)))).isTrue();

            Set<String> left = named(log);
            left.removeAll(taken);
            Signals.Part rest = new Signals(place, payloads(log).subList(passed, log.size()), TABLE, true).take(1_000);
            assertThat(Stream.concat(rest.touched().stream(), rest.destroyed().stream()))
                    .containsAll(left);
        }
        assertThat(signals.take(most).place()).isEqualTo(new Signals.Place(log.size() + 1, 0));
    }

    /** So that nothing of a large payload is told twice where its rows are new in the log. */
    @Test
    void within_a_payload_the_place_counts_its_rows() {
        List<TableSignals> log = List.of(signals(List.of("d", "b", "e"), List.of("c", "a")));
        Signals signals = read(log, 0);

        assertThat(signals.take(1).place()).isEqualTo(new Signals.Place(1, 1));
        assertThat(signals.take(1).place()).isEqualTo(new Signals.Place(1, 2));
        Signals again = new Signals(new Signals.Place(1, 2), payloads(log), TABLE, true);
        assertThat(again.take(9))
                .isEqualTo(new Signals.Part(List.of("d", "e"), List.of("c"), List.of(), new Signals.Place(2, 0)));
    }

    @Property
    void every_row_is_shown_once_in_the_order_of_its_first_mention_by_its_last_word(
            @ForAll("logs") List<TableSignals> log, @ForAll @IntRange(min = 1, max = 4) int most) {
        Signals signals = read(log, 0);
        List<String> touched = new ArrayList<>();
        List<String> destroyed = new ArrayList<>();
        List<String> perhaps = new ArrayList<>();
        while (!signals.isEmpty()) {
            Signals.Part part = signals.take(most);
            assertThat(part.touched()).hasSizeLessThanOrEqualTo(most);
            assertThat(part.destroyed()).hasSizeLessThanOrEqualTo(most);
            assertThat(part.touched().containsAll(part.perhapsDestroyed())).isTrue();
            touched.addAll(part.touched());
            destroyed.addAll(part.destroyed());
            perhaps.addAll(part.perhapsDestroyed());
        }
        assertThat(touched).doesNotHaveDuplicates().noneMatch(destroyed::contains);
        assertThat(destroyed).doesNotHaveDuplicates();
        for (String id : named(log)) {
            TableSignals last = log.stream()
                    .filter(payload -> payload.touched().contains(id)
                            || payload.destroyed().contains(id))
                    .reduce((before, after) -> after)
                    .orElseThrow();
            boolean ever = log.stream().anyMatch(payload -> payload.destroyed().contains(id));
            assertThat(destroyed.contains(id)).isEqualTo(!last.touched().contains(id));
            assertThat(touched.contains(id)).isEqualTo(last.touched().contains(id));
            if (perhaps.contains(id)) {
                assertThat(ever).isTrue();
            }
        }
    }

    @Test
    void rows_come_in_the_order_in_which_they_were_named_first() {
        Signals signals =
                read(List.of(signals(List.of("c"), List.of()), signals(List.of("a", "c"), List.of("b")), NOTHING), 0);

        assertThat(signals.take(9))
                .isEqualTo(new Signals.Part(List.of("c", "a"), List.of("b"), List.of(), new Signals.Place(4, 0)));
    }

    @Test
    void payloads_without_rows_of_the_table_are_passed_at_once() {
        assertThat(read(List.of(NOTHING, NOTHING, signals(List.of("a", "b"), List.of())), 0)
                        .take(1)
                        .place())
                .isEqualTo(new Signals.Place(3, 1));
    }

    @Test
    void of_a_row_that_was_destroyed_and_touched_later_reading_it_decides() {
        Signals signals = read(List.of(signals(List.of(), List.of("a")), signals(List.of("a"), List.of())), 0);

        assertThat(signals.take(9))
                .isEqualTo(new Signals.Part(List.of("a"), List.of(), List.of("a"), new Signals.Place(3, 0)));
    }

    @Test
    void of_a_row_that_one_payload_touches_and_destroys_reading_it_decides() {
        assertThat(read(List.of(signals(List.of("a"), List.of("a"))), 0).take(9).perhapsDestroyed())
                .containsExactly("a");
    }

    @Test
    void a_change_of_fields_that_is_told_again_is_incomplete() {
        TableSignals fields = new TableSignals(List.of(), List.of(), true, false);

        assertThat(new Signals(new Signals.Place(1, 0), payloads(List.of(fields)), TABLE, false).isIncomplete())
                .isFalse();
        assertThat(new Signals(new Signals.Place(1, 0), payloads(List.of(fields)), TABLE, true).isIncomplete())
                .isTrue();
        assertThat(new Signals(new Signals.Place(1, 0), payloads(List.of(fields)), "tbl2", true).isIncomplete())
                .isFalse();
    }

    @Test
    void a_table_that_comes_back_is_incomplete() {
        TableSignals whole = new TableSignals(List.of(), List.of(), true, true);

        assertThat(new Signals(new Signals.Place(1, 0), payloads(List.of(whole)), TABLE, false).isIncomplete())
                .isTrue();
    }

    @Provide
    Arbitrary<List<TableSignals>> logs() {
        Arbitrary<List<String>> ids =
                Arbitraries.integers().between(0, 9).map(i -> "rec" + i).list().ofMaxSize(4);
        return Combinators.combine(ids, ids).as(SignalsTest::signals).list().ofMaxSize(8);
    }

    private static TableSignals signals(List<String> touched, List<String> destroyed) {
        return new TableSignals(touched, destroyed, false, false);
    }

    private static Signals read(List<TableSignals> log, int from) {
        return new Signals(new Signals.Place(from + 1, 0), payloads(log), TABLE, false);
    }

    private static List<Payload> payloads(List<TableSignals> log) {
        List<Payload> payloads = new ArrayList<>();
        for (TableSignals signals : log) {
            Map<String, TableSignals> tables = signals.equals(NOTHING) ? Map.of() : Map.of(TABLE, signals);
            payloads.add(new Payload(0, tables, false, Optional.empty(), false).numbered(payloads.size() + 1));
        }
        return payloads;
    }

    private static Set<String> named(List<TableSignals> log) {
        Set<String> named = new HashSet<>();
        log.forEach(payload -> {
            named.addAll(payload.touched());
            named.addAll(payload.destroyed());
        });
        return named;
    }
}
