/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A simulator in a JVM of its own, for benchmarks: one table of generated rows, whose id {@code POST /v1/search} tells. Opened by
 * the token {@code secret}; runs until the process ends.
 *
 * <p>Arguments: port, rows, and, if there is to be a limit, requests a minute.
 */
public final class NotionSimulatorMain {
    private static final int ROWS_PER_MINUTE = 1_000;

    private NotionSimulatorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("Arguments: port, rows, and, if wanted, requests a minute");
        }
        NotionSimulator.Builder builder = NotionSimulator.builder().port(Integer.parseInt(arguments[0]));
        if (arguments.length > 2) {
            builder.rateLimit(Integer.parseInt(arguments[2]), Duration.ofMinutes(1));
        }
        try (NotionSimulator notion = builder.start()) {
            fill(notion, Integer.parseInt(arguments[1]));
            new CountDownLatch(1).await();
        }
    }

    /** A table of five columns. Its rows were created in the last minutes, so many in each that no query's cap hides any. */
    static DataSource fill(NotionSimulator notion, int rows) {
        DataSource table = notion.createDataSource(
                "Generated",
                Property.title("Name"),
                Property.number("Amount"),
                Property.select("Status", "Open", "Paid", "Closed"),
                Property.checkbox("Urgent"),
                Property.date("Due"));
        String[] states = {"Open", "Paid", "Closed"};
        table.createPages(
                rows,
                ROWS_PER_MINUTE,
                row -> Map.of(
                        "Name",
                        "Row " + row,
                        "Amount",
                        row / 4.0,
                        "Status",
                        states[row % states.length],
                        "Urgent",
                        row % 7 == 0,
                        "Due",
                        String.format("2026-%02d-%02d", row % 12 + 1, row % 28 + 1)));
        return table;
    }
}
