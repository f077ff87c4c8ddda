/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What a step of a stream gave.
 *
 * @param records for the topic, perhaps none
 * @param next when the next step is due; empty: never again
 */
record StepResult(List<SourceRecord> records, Optional<Instant> next) {}
