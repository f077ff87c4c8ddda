/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schedule;

import java.time.Instant;
import java.util.Optional;

/** The slots at which something runs. Immutable. */
public interface Schedule {
    /**
     * The first slot after a run. Slots that were missed meanwhile count as one: ask with the start of the last run, and a
     * slot that is past is due now.
     *
     * @param lastRun when it last ran; empty when it never did
     * @return empty when it never runs again
     */
    Optional<Instant> next(Optional<Instant> lastRun);

    /**
     * The first slot that is still to come, for those who have the same slots because they began together.
     *
     * @param began when they did
     * @return empty when it never runs again
     */
    Optional<Instant> following(Instant began, Instant now);
}
