/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * Prints what happens: steps with their seconds, tables, and in check mode each asserted value. Plain text; on a terminal
 * some of it is bold, green or red. Used by the threads that start servers, too.
 */
final class Report {
    private static final int TEXT_WIDTH = 68;
    private static final Pattern NUMBER = Pattern.compile("[\\d,]+(\\.\\d+)?( ms| s)?");

    private final PrintStream out;
    private final boolean showChecks;
    private final boolean colour;
    private int passed;
    private int failed;

    Report(PrintStream out, boolean showChecks, boolean colour) {
        this.out = out;
        this.showChecks = showChecks;
        this.colour = colour;
    }

    synchronized void title(String text) {
        out.println();
        out.println(paint("1", text));
    }

    synchronized void line(String text) {
        out.println("  " + text);
    }

    synchronized void step(String text, Duration took) {
        out.printf(Locale.ROOT, "  %-" + TEXT_WIDTH + "s %6.2f s%n", text, took.toNanos() / 1e9);
    }

    /** Does the work, then prints the step; when the work fails, there is no step. */
    <T> T timed(String text, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        T result = work.call();
        step(text, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }

    /** Columns as wide as their widest cell; those that hold nothing but numbers (by their looks) to the right. */
    synchronized void table(List<String> header, List<List<String>> rows) {
        int[] widths = new int[header.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = header.get(column).length();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        boolean[] numbers = new boolean[widths.length];
        for (int column = 0; column < widths.length; column++) {
            int index = column;
            numbers[column] = rows.stream().map(row -> row.get(index)).allMatch(NUMBER.asMatchPredicate());
        }
        out.println("      " + paint("2", cells(header, widths, numbers)));
        rows.forEach(row -> out.println("      " + cells(row, widths, numbers)));
    }

    /** Notes whether a value is as it should be. Without check mode only what is wrong gets printed. */
    synchronized void check(String what, Object expected, Object actual) {
        if (Objects.equals(expected, actual)) {
            passed++;
            if (showChecks) {
                out.println("    " + paint("32", "ok    ") + "  " + what + ": " + actual);
            }
        } else {
            failed++;
            out.println("    " + paint("31", "FAILED") + "  " + what + ": expected " + expected + ", actual " + actual);
        }
    }

    synchronized int passed() {
        return passed;
    }

    synchronized int failed() {
        return failed;
    }

    private static String cells(List<String> row, int[] widths, boolean[] numbers) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String gap = " ".repeat(widths[column] - cell.length());
            line.append(numbers[column] ? gap + cell : cell + gap).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
