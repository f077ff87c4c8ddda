/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.write.RowChange;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/**
 * Refuses rows that the server's {@code max_allowed_packet} does not let pass. Server and drivers end the connection over
 * them, which looks like an outage. The server is asked only where a row is large.
 */
final class PacketLimit {
    /** Servers that take less than this are not to be expected. */
    private static final long ALWAYS_TAKEN = 256L << 10;

    /** At most that many bytes an unescaped character takes in UTF-8, or escaped. */
    private static final int MOST_BYTES = 3;

    private static final int STATEMENT_BYTES = 4 << 10;
    private static final int BYTES_PER_COLUMN = 512;

    private PacketLimit() {}

    /** @throws DataException for a row that is too large, naming its largest column */
    static void check(Connection connection, TableDefinition table, List<RowChange> rows) throws SQLException {
        long limit = -1;
        for (RowChange row : rows) {
            if (weight(row) * MOST_BYTES <= ALWAYS_TAKEN) {
                continue;
            }
            if (limit < 0) {
                limit = ask(connection);
            }
            check(table, row, limit);
        }
    }

    private static long weight(RowChange row) {
        long weight = 0;
        for (Object value : row.values()) {
            if (value instanceof String text) {
                weight += text.length();
            } else if (value instanceof byte[] bytes) {
                weight += bytes.length;
            }
        }
        return weight;
    }

    private static long ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT @@max_allowed_packet")) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void check(TableDefinition table, RowChange row, long limit) {
        Object[] values = row.values();
        long bytes = STATEMENT_BYTES + (long) BYTES_PER_COLUMN * values.length;
        long most = -1;
        int largest = 0;
        for (int i = 0; i < values.length; i++) {
            long encoded = encoded(values[i]);
            bytes += encoded;
            if (encoded > most) {
                most = encoded;
                largest = i;
            }
        }
        if (bytes > limit) {
            throw new DataException("column "
                    + row.layout().columns().get(largest).name() + " of table " + table.id()
                    + ": the row is larger than the server's max_allowed_packet of " + limit + " bytes, most of it ("
                    + most + " bytes) in this column. Raise max_allowed_packet on the server");
        }
    }

    /** As both drivers write it into a statement. */
    private static long encoded(Object value) {
        if (value instanceof String text) {
            return escaped(text.getBytes(StandardCharsets.UTF_8));
        }
        return value instanceof byte[] bytes ? escaped(bytes) : 0;
    }

    private static long escaped(byte[] bytes) {
        long length = bytes.length;
        for (byte at : bytes) {
            if (at == 0 || at == '\'' || at == '"' || at == '\\') {
                length++;
            }
        }
        return length;
    }
}
