/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.cell;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads a cell from JSON tokens. Stateless. */
@FunctionalInterface
interface CellReader {
    /**
     * The cell.
     *
     * @param parser at the first token of the value; afterwards at its last one
     * @return null for an empty cell, else what {@link io.synchub.connect.common.schema.Kind#of} knows
     */
    Object read(JsonParser parser) throws IOException;
}
