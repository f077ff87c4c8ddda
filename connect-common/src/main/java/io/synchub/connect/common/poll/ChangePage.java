/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import java.util.List;
import java.util.Optional;

/**
 * A page of changes.
 *
 * @param rows rows that may have changed, as they are now; those that changed first come first
 * @param deleted ids of rows of which it is certain that they are gone
 * @param position from where to read on once this page is delivered; empty: from where this reading began
 * @param last whether nothing more is known for now
 * @param incomplete whether changes may have been lost that this reading can no longer show: all rows must be compared
 */
public record ChangePage(
        List<Row> rows, List<String> deleted, Optional<String> position, boolean last, boolean incomplete) {}
