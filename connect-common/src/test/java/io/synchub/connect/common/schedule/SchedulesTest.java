/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    @ParameterizedTest
    @CsvSource({
        "every(250ms), PT0.25S",
        "every(30s), PT30S",
        "' every( 5 m ) ', PT5M",
        "every(1h), PT1H",
        "every(2d), PT48H",
        "every(3650d), PT87600H"
    })
    void an_interval_counts_from_the_start_of_the_last_run(String text, Duration interval) {
        Schedule schedule = Schedules.parse(text, NOW);

        assertThat(schedule.next(Optional.of(NOW))).contains(NOW.plus(interval));
        assertThat(schedule.next(Optional.empty()))
                .hasValueSatisfying(first -> assertThat(first).isBefore(NOW));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron(0 */15 * * * ?) | 2026-02-03T04:15:00Z",
                "cron(*/10 * * * * ?) | 2026-02-03T04:05:10Z",
                "cron(0 0 3 ? * MON-FRI) | 2026-02-04T03:00:00Z",
                "cron(0 0 0 29 2 ?) | 2028-02-29T00:00:00Z",
                "cron(0 0 0 1 1 ? 2030) | 2030-01-01T00:00:00Z"
            })
    void cron_names_times_in_utc(String text, Instant next) {
        Schedule schedule = Schedules.parse(text, NOW);

        assertThat(schedule.next(Optional.of(NOW))).contains(next);
        assertThat(schedule.next(Optional.empty())).contains(next);
    }

    @Test
    void slots_that_were_missed_count_as_one() {
        Schedule quarters = Schedules.parse("cron(0 */15 * * * ?)", NOW);
        Instant threeHoursAgo = NOW.minus(Duration.ofHours(3));

        assertThat(quarters.next(Optional.of(threeHoursAgo)))
                .hasValueSatisfying(slot -> assertThat(slot).isBefore(NOW));
        assertThat(quarters.next(Optional.of(NOW)))
                .hasValueSatisfying(slot -> assertThat(slot).isAfter(NOW));
    }

    @Test
    void cron_may_end() {
        Schedule last = Schedules.parse("cron(0 0 0 1 1 ? 2030)", NOW);

        assertThat(last.next(Optional.of(Instant.parse("2030-01-01T00:00:00Z"))))
                .isEmpty();
    }

    @Test
    void once_is_due_until_it_ran() {
        Schedule once = Schedules.parse("once", NOW);

        assertThat(once.next(Optional.empty()))
                .hasValueSatisfying(slot -> assertThat(slot).isBefore(NOW));
        assertThat(once.next(Optional.of(NOW))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every(0s) | at least every(1ms)",
                "every(-5s) | at least every(1ms)",
                "every(-99999999999999999999s) | at least every(1ms)",
                "every(99999999999999999999s) | at most every(3650d)",
                "every(9223372036854775807d) | at most every(3650d)",
                "every(3651d) | at most every(3650d)",
                "every(5y) | unit y is not known",
                "every(s) | such as every(30s)",
                "30s | such as every(30s)",
                "never | or once",
                "cron(0 0 0 30 2 ?) | no time that is still to come",
                "cron(0 0 0 1 1 ? 2020) | no time that is still to come",
                "cron(*/15 * * * *) | Must be every(",
                "cron(0 0 25 * * ?) | cannot be read",
                "cron() | cannot be read"
            })
    void what_is_no_schedule_is_refused_with_the_mend(String text, String mend) {
        assertThatThrownBy(() -> Schedules.VALIDATOR.ensureValid("schedule", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schedule")
                .hasMessageContaining(mend);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void nothing_is_no_schedule(String text) {
        assertThatThrownBy(() -> Schedules.VALIDATOR.ensureValid("schedule", text))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> Schedules.VALIDATOR.ensureValid("schedule", null))
                .isInstanceOf(ConfigException.class);
    }

    @Property(tries = 300)
    void any_text_is_a_schedule_or_refused(@ForAll String text) {
        for (String form :
                new String[] {text, "every(" + text + ")", "cron(" + text + ")", "cron(0 0 " + text + " * ?)"}) {
            try {
                assertThat(Schedules.parse(form, NOW)).isNotNull();
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void those_who_began_together_have_the_same_slots() {
        Schedule schedule = Schedules.parse("every(30s)", NOW);

        assertThat(schedule.following(NOW, NOW)).contains(NOW.plusSeconds(30));
        assertThat(schedule.following(NOW, NOW.plusMillis(29_999))).contains(NOW.plusSeconds(30));
        assertThat(schedule.following(NOW, NOW.plusSeconds(30))).contains(NOW.plusSeconds(60));
        assertThat(schedule.following(NOW, NOW.plusSeconds(100_001))).contains(NOW.plusSeconds(100_020));
        assertThat(Schedules.parse("once", NOW).following(NOW, NOW)).isEmpty();
    }

    @Test
    void a_clock_that_goes_back_delays_no_slot_for_long() {
        assertThat(Schedules.parse("every(30s)", NOW).following(NOW, NOW.minusSeconds(3600)))
                .contains(NOW.minusSeconds(3570));
    }
}
