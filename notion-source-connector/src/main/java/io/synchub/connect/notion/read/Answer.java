/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import io.synchub.connect.common.poll.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one request for rows gave.
 *
 * @param rows in the order of the answer
 * @param gone ids of pages that are in the trash or archived; a query should not show them, and they are no rows
 * @param cursor where the answer goes on
 * @param capped whether the API ends the query here although there is more
 * @param serverTime Notion's clock
 */
record Answer(
        List<Row> rows, List<String> gone, Optional<String> cursor, boolean capped, Optional<Instant> serverTime) {}
