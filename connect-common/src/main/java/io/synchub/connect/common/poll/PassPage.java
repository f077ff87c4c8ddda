/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import java.util.List;

/**
 * A page of a pass.
 *
 * @param rows perhaps with repetitions of rows of earlier pages
 * @param shownBelow all rows with an order key below this one have been shown by now; does not matter on the last page
 * @param last whether the pass is complete with it
 */
public record PassPage(List<Row> rows, long shownBelow, boolean last) {}
