/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import io.synchub.connect.common.poll.Row;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** Which properties of a row an answer cut off. Forgets with the row. A {@link Row} is equal to none but itself. Thread-safe. */
final class CutProperties {
    private final Map<Row, List<String>> byRow = Collections.synchronizedMap(new WeakHashMap<>());

    void remember(Row row, List<String> propertyIds) {
        if (!propertyIds.isEmpty()) {
            byRow.put(row, propertyIds);
        }
    }

    /** Empty when this row was not read here. */
    Optional<List<String>> of(Row row) {
        return Optional.ofNullable(byRow.get(row));
    }
}
