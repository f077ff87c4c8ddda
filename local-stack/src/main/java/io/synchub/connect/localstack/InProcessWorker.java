/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;

/** A worker on threads of this JVM. */
final class InProcessWorker implements ConnectWorker {
    private final String bootstrapServers;
    private final WorkerOptions options;
    private final int port;

    private Connect<?> connect;
    private Map<String, String> properties = Map.of();

    InProcessWorker(String bootstrapServers, WorkerOptions options) {
        this.bootstrapServers = bootstrapServers;
        this.options = options;
        port = options.port();
    }

    @Override
    public synchronized ConnectWorker start() {
        if (connect != null) {
            return this;
        }
        KafkaExit.guard();
        ShutdownHook.register(this);
        Map<String, String> provider = StackVariables.register(options.variables());
        properties = new LinkedHashMap<>(provider);
        properties.putAll(options.workerProperties(bootstrapServers, port));
        try {
            connect = new ConnectDistributed().startConnect(properties);
            Future<?> herder = connect.herderTask();
            ConnectRest rest = rest();
            Await.until(this + " does not become healthy", PATIENCE, () -> {
                if (herder.isDone()) {
                    herder.get();
                    throw new StackFailure(this + " ended while starting");
                }
                return rest.isHealthy();
            });
            return this;
        } catch (RuntimeException e) {
            stop();
            throw new StackFailure(this + " did not start: " + rootMessage(e), e);
        }
    }

    @Override
    public synchronized void stop() {
        if (connect != null) {
            connect.stop();
            connect.awaitStop();
            connect = null;
        }
        StackVariables.forget(properties);
        properties = Map.of();
    }

    @Override
    public synchronized void close() {
        stop();
        Directories.delete(options.directory());
        ShutdownHook.forget(this);
    }

    @Override
    public synchronized boolean isRunning() {
        return connect != null;
    }

    @Override
    public String restUrl() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public String toString() {
        return "Connect worker on port " + port;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && (root instanceof StackFailure || root instanceof ExecutionException)) {
            root = root.getCause();
        }
        return root.getMessage();
    }
}
