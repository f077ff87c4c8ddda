/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import java.util.List;

/**
 * A step of the seed example.
 *
 * @param title what happens, in words
 * @param sql the statement that does it in {@code shop}
 * @param orders what {@code warehouse.orders} holds of it then
 * @param totals what {@code warehouse.user_daily_orders} holds of it then
 * @param untouched the groups whose totals must not have been computed again
 */
record SeedStep(String title, String sql, List<String> orders, List<String> totals, List<String> untouched) {
    private static final String DAY = "2024-01-15";

    static final List<SeedStep> ALL = List.of(
            new SeedStep(
                    "three orders arrive",
                    "INSERT INTO orders (order_id, user_id, amount, order_date, status) VALUES"
                            + " (1, 101, 50.00, '2024-01-15 09:30:00', 'new'),"
                            + " (2, 101, 30.00, '2024-01-15 12:00:00', 'new'),"
                            + " (3, 102, 75.00, '2024-01-15 23:59:59.999999', 'new')",
                    List.of(order(1, 101, "50.00"), order(2, 101, "30.00"), order(3, 102, "75.00")),
                    List.of(total(101, 2, "80.00"), total(102, 1, "75.00")),
                    List.of()),
            new SeedStep(
                    "order 2 becomes 40.00",
                    "UPDATE orders SET amount = 40.00, updated_at = clock_timestamp() WHERE order_id = 2",
                    List.of(order(1, 101, "50.00"), order(2, 101, "40.00"), order(3, 102, "75.00")),
                    List.of(total(101, 2, "90.00"), total(102, 1, "75.00")),
                    List.of("102, " + DAY)),
            new SeedStep(
                    "order 2 moves to user 102",
                    "UPDATE orders SET user_id = 102, updated_at = clock_timestamp() WHERE order_id = 2",
                    List.of(order(1, 101, "50.00"), order(2, 102, "40.00"), order(3, 102, "75.00")),
                    List.of(total(101, 1, "50.00"), total(102, 2, "115.00")),
                    List.of()),
            new SeedStep(
                    "order 1 is deleted",
                    "DELETE FROM orders WHERE order_id = 1",
                    List.of(order(2, 102, "40.00"), order(3, 102, "75.00")),
                    List.of(total(102, 2, "115.00")),
                    List.of("102, " + DAY)));

    private static String order(int id, int user, String amount) {
        return "(" + id + ", " + user + ", " + amount + ", " + DAY + ")";
    }

    private static String total(int user, int orders, String amount) {
        return "(" + user + ", " + DAY + ", " + orders + ", " + amount + ")";
    }
}
