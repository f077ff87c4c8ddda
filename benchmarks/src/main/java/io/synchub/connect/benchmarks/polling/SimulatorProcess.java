/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A simulator in a JVM of its own, with one large table. Ends with this JVM. */
final class SimulatorProcess implements AutoCloseable {
    private final int port;
    private final Process process;
    private final BufferedReader output;

    /**
     * Returns when the table is there.
     *
     * @param program as {@link MeasuredSource#simulator} says
     */
    SimulatorProcess(Class<?> program, int rows) {
        try {
            try (ServerSocket socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx6g",
                            "-XX:+UseParallelGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            program.getName(),
                            Integer.toString(port),
                            Integer.toString(rows)))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            if (!"ready".equals(output.readLine())) {
                throw new IllegalStateException("The simulator did not start");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Edits one row. */
    void edit() {
        tell("");
    }

    /** Edits different rows; returns when it is done. Only for simulators that can. */
    void edit(int rows, int inAnAction) {
        tell("edit " + rows + " " + inAnAction);
        if (!hear().equals("edited")) {
            throw new IllegalStateException("The simulator did not edit");
        }
    }

    /** How many requests came so far. Only for simulators that tell. */
    long requests() {
        tell("requests");
        return Long.parseLong(hear());
    }

    private void tell(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String hear() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("The simulator has ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The processor time that it took so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
