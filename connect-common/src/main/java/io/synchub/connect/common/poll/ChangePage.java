/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import java.util.List;
import java.util.Optional;

/**
 * A page of changes.
 *
 * @param rows rows that may have changed, as they are now; those that changed first come first
 * @param deleted ids of rows of which it is certain that they are gone
 * @param missing ids of rows that changed and cannot be seen: they are looked for once more at the next slot
 * @param replayed whether this may have been delivered by a task before, whose state was lost: then deletes are sent of rows too that
 *     the ledger does not know
 * @param position from where to read on once this page is delivered; empty: from where this reading began
 * @param last whether nothing more is known for now
 * @param incomplete whether changes may have been lost that this reading can no longer show: all rows must be compared
 */
public record ChangePage(
        List<Row> rows,
        List<String> deleted,
        List<String> missing,
        boolean replayed,
        Optional<String> position,
        boolean last,
        boolean incomplete) {}
