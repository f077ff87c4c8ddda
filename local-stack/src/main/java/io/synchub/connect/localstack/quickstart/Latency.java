/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.PostgresServer;
import io.synchub.connect.localstack.StackFailure;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures single updates, one after the other with irregular pauses: from the return of the commit in {@code shop} to the
 * moment a reader sees the row in {@code warehouse}, looking every millisecond.
 */
final class Latency {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Latency() {}

    /** Milliseconds, sorted. */
    record Milliseconds(List<Double> sorted) {
        static Milliseconds of(double[] measured) {
            return new Milliseconds(Arrays.stream(measured).sorted().boxed().toList());
        }

        double median() {
            return at(0.5);
        }

        /** Texts for a table: median, 95th percentile, maximum. */
        List<String> texts() {
            return List.of(text(median()), text(at(0.95)), text(sorted.get(sorted.size() - 1)));
        }

        private double at(double share) {
            return sorted.get((int) (share * (sorted.size() - 1)));
        }

        private static String text(double value) {
            return String.format(Locale.ROOT, "%.0f ms", value);
        }
    }

    /** For the row itself and for the total of its user and day. */
    record Result(Milliseconds row, Milliseconds total) {}

    static Result measure(PostgresServer shop, PostgresServer warehouse, List<Long> orders) throws SQLException {
        double[] row = new double[orders.size()];
        double[] total = new double[orders.size()];
        Random pauses = new Random(7);
        try (Connection source = shop.connect();
                Connection destination = warehouse.connect();
                PreparedStatement update = source.prepareStatement("UPDATE orders SET amount = amount + 1,"
                        + " updated_at = clock_timestamp() WHERE order_id = ? RETURNING amount");
                PreparedStatement wantedTotal = source.prepareStatement("SELECT sum(o.amount) FROM orders o, orders one"
                        + " WHERE one.order_id = ? AND o.user_id = one.user_id"
                        + " AND o.order_date::date = one.order_date::date");
                PreparedStatement readRow =
                        destination.prepareStatement("SELECT amount FROM orders WHERE order_id = ?");
                PreparedStatement readTotal = destination.prepareStatement("SELECT t.amount FROM user_daily_orders t"
                        + " JOIN orders o ON t.user_id = o.user_id AND t.date = o.order_date::date"
                        + " WHERE o.order_id = ?")) {
            for (int i = 0; i < orders.size(); i++) {
                long order = orders.get(i);
                // Never in step with anything that polls.
                LockSupport.parkNanos(Duration.ofMillis(5 + pauses.nextInt(60)).toNanos());
                BigDecimal wantedRow = value(update, order);
                long committed = System.nanoTime();
                BigDecimal wantedSum = value(wantedTotal, order);
                while (row[i] == 0 || total[i] == 0) {
                    double waited = (System.nanoTime() - committed) / 1e6;
                    if (row[i] == 0 && wantedRow.compareTo(value(readRow, order)) == 0) {
                        row[i] = waited;
                    }
                    if (total[i] == 0 && wantedSum.compareTo(value(readTotal, order)) == 0) {
                        total[i] = waited;
                    }
                    if (waited > PATIENCE.toMillis()) {
                        throw new StackFailure("An update of order " + order + " did not arrive within "
                                + PATIENCE.toSeconds() + " s");
                    }
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
        return new Result(Milliseconds.of(row), Milliseconds.of(total));
    }

    private static BigDecimal value(PreparedStatement statement, long order) throws SQLException {
        statement.setLong(1, order);
        try (ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getBigDecimal(1) : BigDecimal.ZERO;
        }
    }
}
