/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import io.synchub.connect.localstack.http.ParentProgram;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A simulator in a JVM of its own, for benchmarks: one {@linkplain GeneratedTable generated table}, whose id
 * {@code POST /v1/search} tells. Opened by the token {@code secret}. Says {@code ready} on its output; each line on its input
 * edits the newest row, and it runs until its input ends.
 *
 * <p>Arguments: port, rows, and, if there is to be a limit, requests a minute.
 */
public final class NotionSimulatorMain {
    private NotionSimulatorMain() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("Arguments: port, rows, and, if wanted, requests a minute");
        }
        NotionSimulator.Builder builder = NotionSimulator.builder().port(Integer.parseInt(arguments[0]));
        if (arguments.length > 2) {
            builder.rateLimit(Integer.parseInt(arguments[2]), Duration.ofMinutes(1));
        }
        try (NotionSimulator notion = builder.start()) {
            DataSource table = GeneratedTable.fill(notion, Integer.parseInt(arguments[1]) - 1);
            Page newest = table.createPage("Edited later");
            AtomicInteger edits = new AtomicInteger();
            ParentProgram.serve(() -> newest.update("Amount", edits.incrementAndGet()));
        }
    }
}
