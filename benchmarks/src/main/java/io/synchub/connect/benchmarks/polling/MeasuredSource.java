/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

import java.nio.file.Path;
import java.util.Map;

/** What a source is to a measurement through a worker. */
public interface MeasuredSource {
    /** The connector's name. */
    String name();

    /** What its platform calls rows. */
    String rows();

    /** What goes on the worker's {@code plugin.path}. */
    Path plugins();

    /**
     * A program that gives a large table of rows. Its arguments are a port and the number of rows, its first words
     * {@code ready}, and each empty line on its input edits one row.
     */
    Class<?> simulator();

    /**
     * The connector's class and keys of its own, without those that all polling sources have.
     *
     * @param url of the simulator
     */
    Map<String, String> config(String url);

    /** The keys by which nothing waits for the rate; without them the rate is what the API permits. */
    Map<String, String> unlimited();
}
