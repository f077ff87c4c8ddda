/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

/** What tells a connector of deletes, which decides how often whole tables are read when the user does not say. */
public enum DeletesBy {
    /** Sweeps alone, so that they are frequent. */
    SWEEP("every(1h)"),
    /** The API's changes, where the user may have them; sweeps are for what those do not show. */
    CHANGES("every(6h)");

    private final String sweep;

    DeletesBy(String sweep) {
        this.sweep = sweep;
    }

    /** The default of {@link PollConfig#SWEEP}. */
    String sweep() {
        return sweep;
    }
}
