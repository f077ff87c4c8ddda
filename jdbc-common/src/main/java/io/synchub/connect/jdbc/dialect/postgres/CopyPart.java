/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLException;

/**
 * The rows of one {@code COPY … FROM STDIN (FORMAT binary)}, in the form of the manual's page on COPY, "Binary Format". It is
 * filled before the statement begins: the server waits for the rest of an open one without any time-out of its own, and holds
 * the transaction's locks meanwhile.
 */
final class CopyPart {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int NO_FLAGS = 0;
    private static final int NO_EXTENSION = 0;
    private static final int TRAILER = -1;

    private final int columns;
    private final BinaryBuffer buffer;

    /** @param size about how many bytes will come */
    CopyPart(int columns, int size) {
        this.columns = columns;
        this.buffer = new BinaryBuffer(size).bytes(SIGNATURE).int32(NO_FLAGS).int32(NO_EXTENSION);
    }

    /** Begins a row: takes each of its values behind its length. */
    BinaryBuffer row() {
        return buffer.int16(columns);
    }

    int size() {
        return buffer.size();
    }

    /**
     * Has the server take the rows, all or none. Where it is not known whether it has, the connection is ended: what it
     * answers to the next statement may be the answer to this one.
     *
     * @return how many rows got in
     */
    long send(Connection connection, String sql) throws SQLException {
        buffer.int16(TRAILER);
        CopyIn copy = null;
        boolean answered = false;
        try {
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
            copy.writeToCopy(buffer.array(), 0, buffer.size());
            long rows = copy.endCopy();
            answered = true;
            return rows;
        } catch (PSQLException e) {
            answered = e.getServerErrorMessage() != null && (copy == null || !copy.isActive());
            throw e;
        } finally {
            if (!answered) {
                connection.abort(Runnable::run);
            }
        }
    }
}
