/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A simulator in a JVM of its own, for benchmarks: one {@linkplain GeneratedTable generated table} in one base, whose ids the
 * metadata tells. Opened by the token {@code secret}. Says {@code ready} on its output, does what each line on its input asks for,
 * and runs until its input ends:
 *
 * <ul>
 *   <li>an empty line: edits the newest record;
 *   <li>{@code edit 10000 100}: edits so many records, spread evenly over the table, so many in an action; says {@code edited};
 *   <li>{@code requests}: says how many requests came so far.
 * </ul>
 *
 * <p>Arguments: port, records, and, if there is to be a limit, requests a second.
 */
public final class AirtableSimulatorMain {
    private final AirtableSimulator airtable;
    private final Table table;
    private final AirtableRecord newest;
    /** Counts down: the table's own amounts are not negative, so that each edit changes something. */
    private int amount;

    private AirtableSimulatorMain(AirtableSimulator airtable, int records) {
        this.airtable = airtable;
        this.table = GeneratedTable.fill(airtable, records - 1);
        this.newest = table.createRecord("Edited later");
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("Arguments: port, records, and, if wanted, requests a second");
        }
        AirtableSimulator.Builder builder = AirtableSimulator.builder().port(Integer.parseInt(arguments[0]));
        if (arguments.length > 2) {
            builder.rateLimit(Integer.parseInt(arguments[2]), Duration.ofSeconds(30));
        }
        try (AirtableSimulator airtable = builder.start()) {
            new AirtableSimulatorMain(airtable, Integer.parseInt(arguments[1])).serve();
        }
    }

    private void serve() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "" -> edit(newest);
                case "edit" -> {
                    edit(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                    System.out.println("edited");
                }
                case "requests" -> System.out.println(airtable.requests().total());
                default -> throw new IllegalArgumentException("Nobody knows what this means: " + line);
            }
        }
    }

    private void edit(int count, int inAnAction) {
        List<AirtableRecord> records = table.records();
        for (int from = 0; from < count; from += inAnAction) {
            int begin = from;
            int end = Math.min(count, from + inAnAction);
            table.base().action(() -> {
                for (int i = begin; i < end; i++) {
                    edit(records.get((int) ((long) i * records.size() / count)));
                }
            });
        }
    }

    private void edit(AirtableRecord record) {
        amount--;
        record.update("Amount", amount);
    }
}
