/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

import java.time.Instant;

/**
 * A date as people write it in a table: a day or a point in time, perhaps with an end.
 *
 * @param start the start; of a day without time its midnight in UTC
 * @param end the end in the same form, or null
 * @param zone the zone's name, else the offset as it was written; null for a day without time
 */
public record Period(Instant start, Instant end, String zone) {}
