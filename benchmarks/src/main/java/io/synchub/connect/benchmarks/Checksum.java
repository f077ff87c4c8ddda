/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What tells a table that has the right rows from one that has not: each version of the rows has other amounts and quantities.
 *
 * @param rows how many there are
 */
record Checksum(long rows, BigDecimal ids, BigDecimal amounts, BigDecimal quantities, BigDecimal characters) {
    static final String QUERY = "SELECT count(*), sum(id), sum(amount), sum(quantity),"
            + " sum(char_length(product) + char_length(status)) FROM orders";

    static Checksum of(ResultSet result) throws SQLException {
        return new Checksum(result.getLong(1), sum(result, 2), sum(result, 3), sum(result, 4), sum(result, 5));
    }

    private static BigDecimal sum(ResultSet result, int column) throws SQLException {
        BigDecimal sum = result.getBigDecimal(column);
        return sum == null ? BigDecimal.ZERO : sum.stripTrailingZeros();
    }

    /** What a table holds after these records, each of another row, where it held no rows but theirs. */
    static Checksum after(Iterable<? extends Collection<SinkRecord>> polls) {
        long rows = 0;
        long ids = 0;
        BigDecimal amounts = BigDecimal.ZERO;
        long quantities = 0;
        long characters = 0;
        for (Collection<SinkRecord> poll : polls) {
            for (SinkRecord record : poll) {
                if (record.value() instanceof Struct row) {
                    rows++;
                    ids += row.getInt64("id");
                    amounts = amounts.add((BigDecimal) row.get("amount"));
                    quantities += row.getInt32("quantity");
                    characters += row.getString("product").length()
                            + row.getString("status").length();
                }
            }
        }
        return new Checksum(rows, number(ids), amounts.stripTrailingZeros(), number(quantities), number(characters));
    }

    private static BigDecimal number(long value) {
        return BigDecimal.valueOf(value).stripTrailingZeros();
    }
}
