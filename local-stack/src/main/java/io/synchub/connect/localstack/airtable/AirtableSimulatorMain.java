/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import io.synchub.connect.localstack.http.ParentProgram;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A simulator in a JVM of its own, for benchmarks: one {@linkplain GeneratedTable generated table} in one base, whose ids the
 * metadata tells. Opened by the token {@code secret}. Says {@code ready} on its output; each line on its input edits the newest
 * record, and it runs until its input ends.
 *
 * <p>Arguments: port, records, and, if there is to be a limit, requests a second.
 */
public final class AirtableSimulatorMain {
    private AirtableSimulatorMain() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("Arguments: port, records, and, if wanted, requests a second");
        }
        AirtableSimulator.Builder builder = AirtableSimulator.builder().port(Integer.parseInt(arguments[0]));
        if (arguments.length > 2) {
            builder.rateLimit(Integer.parseInt(arguments[2]), Duration.ofSeconds(30));
        }
        try (AirtableSimulator airtable = builder.start()) {
            Table table = GeneratedTable.fill(airtable, Integer.parseInt(arguments[1]) - 1);
            AirtableRecord newest = table.createRecord("Edited later");
            AtomicInteger edits = new AtomicInteger();
            ParentProgram.serve(() -> newest.update("Amount", edits.incrementAndGet()));
        }
    }
}
