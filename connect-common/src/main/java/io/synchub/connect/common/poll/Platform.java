/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.ledger.IdCodec;

/** What a task needs of a platform. Used by the threads of one task; {@link #close} may come while a request is under way. */
public interface Platform extends AutoCloseable {
    /** How the platform's row ids fit into 16 bytes. */
    IdCodec ids();

    /** A reader of one table; asks nothing of the API yet. */
    TableReader open(String tableId);

    /** Ends requests under way, and with them the calls that wait for them, at once. */
    @Override
    void close();
}
