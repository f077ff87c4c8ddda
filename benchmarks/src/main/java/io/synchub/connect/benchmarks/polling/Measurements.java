/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.openjdk.jmh.runner.RunnerException;

/** The measurements of a source, by name, each of which gives a table in Markdown. */
public final class Measurements {
    private final Map<String, Measurement> all = new LinkedHashMap<>();

    /** One of them. */
    @FunctionalInterface
    public interface Measurement {
        /** @param rows how many rows the user wants, if he said so */
        List<String> run(OptionalInt rows) throws RunnerException;
    }

    /** One more, which runs after those before it. */
    public Measurements add(String name, Measurement measurement) {
        all.put(name, measurement);
        return this;
    }

    /**
     * Runs what is named, or all, prints the tables and ends this JVM.
     *
     * @param arguments names, and perhaps a number of rows
     */
    public void run(String[] arguments) throws RunnerException {
        List<String> named = Arrays.stream(arguments).filter(all::containsKey).toList();
        OptionalInt rows = Arrays.stream(arguments)
                .filter(argument -> argument.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .findFirst();
        if (named.size() + (rows.isPresent() ? 1 : 0) != arguments.length) {
            throw new IllegalArgumentException("Arguments: some of " + all.keySet() + ", and a number of rows");
        }
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, Measurement> entry : all.entrySet()) {
            if (named.isEmpty() || named.contains(entry.getKey())) {
                lines.addAll(entry.getValue().run(rows));
            }
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%d cores, Java %s",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature()));
        lines.forEach(System.out::println);
        // The broker's threads would keep this JVM.
        System.exit(0);
    }
}
