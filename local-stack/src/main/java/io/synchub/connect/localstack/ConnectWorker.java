/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.time.Duration;

/**
 * A real Connect worker in distributed mode with its REST API on a loopback port.
 *
 * <p>{@link #start()} returns when the worker has joined its group and takes connectors. {@link #stop()} and
 * {@link #start()} keep port, group, connectors and offsets; {@link #close()} deletes the worker's folder. Stop it before
 * its broker. Safe to be used by several threads.
 */
public interface ConnectWorker extends AutoCloseable {
    /** How long a worker may take to start or stop before it counts as broken. */
    Duration PATIENCE = Duration.ofSeconds(60);

    /** A worker in this JVM: quick, and a debugger reaches its tasks. It cannot be killed. */
    static ConnectWorker inProcess(String bootstrapServers, WorkerOptions options) {
        return new InProcessWorker(bootstrapServers, options);
    }

    /** A worker in a JVM of its own, which can be killed. */
    static ChildJvmWorker childJvm(String bootstrapServers, WorkerOptions options) {
        return new ChildJvmWorker(bootstrapServers, options);
    }

    /** The address of the REST API, without a slash at the end. */
    String restUrl();

    /** A client for the REST API. */
    default ConnectRest rest() {
        return new ConnectRest(restUrl());
    }

    ConnectWorker start();

    /** Stops the tasks, writes down their offsets, leaves the group. */
    void stop();

    boolean isRunning();

    @Override
    void close();
}
