/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import io.synchub.connect.common.ledger.CrashHistory.Dangers;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What the segment log promises, in thousands of made-up lives. */
class CrashHistoryTest {
    private static final int LIVES = 1_500;
    private static final int STEPS = 250;

    @Property(tries = LIVES)
    void at_least_once(@ForAll long seed, @ForAll @IntRange(min = STEPS / 2, max = STEPS) int steps) {
        live(seed, steps, new Dangers(false, false, false, false));
    }

    @Property(tries = LIVES)
    void at_least_once_with_records_dropped(
            @ForAll long seed, @ForAll @IntRange(min = STEPS / 2, max = STEPS) int steps) {
        live(seed, steps, new Dangers(false, true, false, false));
    }

    @Property(tries = LIVES)
    void at_least_once_with_a_task_that_was_thought_dead(
            @ForAll long seed, @ForAll @IntRange(min = STEPS / 2, max = STEPS) int steps) {
        live(seed, steps, new Dangers(false, true, true, false));
    }

    @Property(tries = LIVES)
    void at_least_once_with_slots_removed(
            @ForAll long seed, @ForAll @IntRange(min = STEPS / 2, max = STEPS) int steps) {
        live(seed, steps, new Dangers(false, true, false, true));
    }

    @Property(tries = LIVES)
    void exactly_once(@ForAll long seed, @ForAll @IntRange(min = STEPS / 2, max = STEPS) int steps) {
        live(seed, steps, new Dangers(true, false, false, false));
    }

    @Property(tries = LIVES)
    void exactly_once_with_records_dropped(
            @ForAll long seed, @ForAll @IntRange(min = STEPS / 2, max = STEPS) int steps) {
        live(seed, steps, new Dangers(true, true, false, false));
    }

    private static void live(long seed, int steps, Dangers dangers) {
        CrashHistory history = new CrashHistory(seed, dangers);
        try {
            history.live(steps);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "Seed " + seed + ", " + steps + " steps, " + dangers + ": " + e.getMessage() + history.told(), e);
        }
    }
}
