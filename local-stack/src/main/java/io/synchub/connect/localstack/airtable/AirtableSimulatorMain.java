/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A simulator in a JVM of its own, for benchmarks: one base with one table of generated records, whose ids the metadata tells.
 * Opened by the token {@code secret}; runs until the process ends.
 *
 * <p>Arguments: port, records, and, if there is to be a limit, requests a second.
 */
public final class AirtableSimulatorMain {
    private AirtableSimulatorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("Arguments: port, records, and, if wanted, requests a second");
        }
        AirtableSimulator.Builder builder = AirtableSimulator.builder().port(Integer.parseInt(arguments[0]));
        if (arguments.length > 2) {
            builder.rateLimit(Integer.parseInt(arguments[2]), Duration.ofSeconds(30));
        }
        try (AirtableSimulator airtable = builder.start()) {
            fill(airtable, Integer.parseInt(arguments[1]));
            new CountDownLatch(1).await();
        }
    }

    /** A table of six columns, with the time of the last edit of any. */
    static Table fill(AirtableSimulator airtable, int records) {
        Table table = airtable.createBase("Generated")
                .createTable(
                        "Generated",
                        Field.text("Name"),
                        Field.number("Amount", 2),
                        Field.singleSelect("Status", "Open", "Paid", "Closed"),
                        Field.checkbox("Urgent"),
                        Field.date("Due"),
                        Field.lastModifiedTime("Modified"));
        String[] states = {"Open", "Paid", "Closed"};
        table.fill(
                records,
                record -> Map.of(
                        "Name",
                        "Row " + record,
                        "Amount",
                        record / 4.0,
                        "Status",
                        states[record % states.length],
                        "Urgent",
                        record % 7 == 0,
                        "Due",
                        String.format("2026-%02d-%02d", record % 12 + 1, record % 28 + 1)));
        return table;
    }
}
