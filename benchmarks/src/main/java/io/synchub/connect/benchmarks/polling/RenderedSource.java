/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

import io.synchub.connect.common.http.BodyReader;
import io.synchub.connect.common.ledger.IdCodec;
import io.synchub.connect.common.poll.TableReader;

/** A platform with one large table, whose answers lie in memory. */
public interface RenderedSource {
    String tableId();

    /** The table, page by page. */
    RenderedAnswers answers();

    /** From an answer's bytes to cells. */
    BodyReader<?> cells();

    IdCodec ids();

    /** Reads the table as the source does. */
    TableReader open();
}
