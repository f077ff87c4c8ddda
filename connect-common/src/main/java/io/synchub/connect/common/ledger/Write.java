/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import java.util.Collections;
import java.util.Map;

/**
 * What the records of one batch carry, so that its state becomes durable with all of them or not at all: each the partition, the
 * last one the last offset, the ones before it the open one. A batch of one record has the last offset only.
 *
 * <p>Immutable.
 */
public final class Write {
    private final Map<String, Object> partition;
    private final Map<String, Object> openOffset;
    private final Map<String, Object> lastOffset;

    Write(Map<String, Object> partition, Map<String, Object> openOffset, Map<String, Object> lastOffset) {
        // Not copied: the partition's order counts (see OffsetFormat.partition).
        this.partition = Collections.unmodifiableMap(partition);
        this.openOffset = Collections.unmodifiableMap(openOffset);
        this.lastOffset = Collections.unmodifiableMap(lastOffset);
    }

    public Map<String, Object> partition() {
        return partition;
    }

    public Map<String, Object> openOffset() {
        return openOffset;
    }

    public Map<String, Object> lastOffset() {
        return lastOffset;
    }
}
