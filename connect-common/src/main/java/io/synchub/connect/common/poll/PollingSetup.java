/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.http.RequestMetrics;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What a task runs on.
 *
 * @param platform closed with the task
 * @param settings for all its streams
 * @param wouldWait whether the platform's next request would have to wait for the rate
 * @param requests what the platform's requests add up to
 * @param finder finds the task's tables while it runs; empty where its connector hands them over
 */
public record PollingSetup(
        Platform platform,
        StreamSettings settings,
        BooleanSupplier wouldWait,
        RequestMetrics requests,
        Optional<TableFinder> finder) {}
