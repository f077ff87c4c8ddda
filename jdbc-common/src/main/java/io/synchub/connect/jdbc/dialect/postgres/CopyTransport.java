/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows by binary COPY into a temporary table, from which the statement takes them: a few more exchanges with the server
 * than arrays, and half the work for each row. The server reads one part while the next is being written here.
 *
 * <p>A session has one such table for each sequence of column types; it empties itself at the end of each transaction.
 * Rows that an earlier write of the same transaction left in it are told apart by the number of the write. That the
 * server knows nothing of the table's size makes it plan for few rows: it looks them up in the index of the target's key,
 * one by one, and never reads the whole target for a batch.
 */
final class CopyTransport implements RowTransport {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int TRAILER = -1;
    private static final int PART_BYTES = 1 << 16;
    private static final AtomicLong WRITES = new AtomicLong();

    @Override
    public int execute(Connection connection, SentRows rows, UnaryOperator<String> statement) throws SQLException {
        String table = table(rows.forms());
        if (rows.holdTypedTexts() || !ensure(connection, table, rows.forms())) {
            return ARRAYS.execute(connection, rows, statement);
        }
        long write = WRITES.incrementAndGet();
        copy(connection, "COPY " + table + " FROM STDIN (FORMAT binary)", rows, write);
        String select = "SELECT " + SentRows.selected(rows.forms()) + " FROM " + table + " AS u WHERE u.write = ?";
        try (PreparedStatement prepared = connection.prepareStatement(statement.apply(select))) {
            prepared.setLong(1, write);
            return prepared.executeUpdate();
        }
    }

    private static String table(List<ColumnForm> forms) {
        StringBuilder shape = new StringBuilder();
        forms.forEach(form -> shape.append(form.element().typeName()).append(' '));
        UUID digest = UUID.nameUUIDFromBytes(shape.toString().getBytes(StandardCharsets.US_ASCII));
        return "pg_temp.\"synchub_rows_" + digest + "\"";
    }

    /** @return false where the user may not make temporary tables */
    private static boolean ensure(Connection connection, String table, List<ColumnForm> forms) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(
                "SELECT to_regclass(?) IS NOT NULL, has_database_privilege(current_database(), 'TEMP')")) {
            look.setString(1, table);
            try (ResultSet result = look.executeQuery()) {
                result.next();
                if (result.getBoolean(1)) {
                    return true;
                }
                if (!result.getBoolean(2)) {
                    return false;
                }
            }
        }
        StringBuilder sql =
                new StringBuilder("CREATE TEMPORARY TABLE ").append(table).append(" (write int8");
        for (int i = 0; i < forms.size(); i++) {
            sql.append(", v")
                    .append(i)
                    .append(' ')
                    .append(forms.get(i).element().typeName());
        }
        try (Statement create = connection.createStatement()) {
            create.execute(sql.append(") ON COMMIT DELETE ROWS").toString());
        }
        return true;
    }

    private static void copy(Connection connection, String sql, SentRows rows, long write) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            BinaryBuffer part = new BinaryBuffer().bytes(HEADER);
            for (int row = 0; row < rows.size(); row++) {
                part.int16(rows.forms().size() + 1).int32(Long.BYTES).int64(write);
                rows.write(part, row);
                if (part.size() >= PART_BYTES) {
                    copy.writeToCopy(part.array(), 0, part.size());
                    part.clear();
                }
            }
            part.int16(TRAILER);
            copy.writeToCopy(part.array(), 0, part.size());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
