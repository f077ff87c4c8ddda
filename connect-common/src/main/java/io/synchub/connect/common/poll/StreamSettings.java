/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.config.DeleteMode;
import io.synchub.connect.common.config.PollConfig;
import io.synchub.connect.common.config.RetryConfig;
import io.synchub.connect.common.schedule.Schedule;
import io.synchub.connect.common.schema.FieldNaming;
import java.time.Duration;
import java.util.Optional;

/**
 * How the streams of a task are followed.
 *
 * @param topicPrefix what stands before the stream's name in the topic's
 * @param schedule when to read changes
 * @param sweep when to compare all rows
 * @param retryBackoff how long a stream rests after a first passing failure; doubled with each one after
 * @param retryBackoffMax the longest such rest
 * @param statusTopic where status events go, if anywhere
 */
public record StreamSettings(
        String topicPrefix,
        Schedule schedule,
        Schedule sweep,
        DeleteMode deleteMode,
        FieldNaming fieldNaming,
        Duration retryBackoff,
        Duration retryBackoffMax,
        Optional<String> statusTopic) {
    /** As a user has configured it. */
    public static StreamSettings of(PollConfig polling, RetryConfig retries) {
        return new StreamSettings(
                polling.topicPrefix(),
                polling.schedule(),
                polling.sweep(),
                polling.deleteMode(),
                polling.fieldNaming(),
                retries.settings().backoff(),
                retries.settings().maxBackoff(),
                polling.statusTopic());
    }
}
