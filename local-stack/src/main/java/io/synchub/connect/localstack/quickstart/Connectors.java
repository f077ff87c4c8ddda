/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.Await;
import io.synchub.connect.localstack.ConnectFailure;
import io.synchub.connect.localstack.ConnectRest;
import io.synchub.connect.localstack.ConnectorStatus;
import io.synchub.connect.localstack.StackFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The connectors of a folder of configurations, and waits for what they should do. One thread. */
final class Connectors {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(20);
    private static final long STATUS_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ConnectRest rest;
    private final Report report;
    private final List<String> created = new ArrayList<>();
    private long lastStatusCheck = System.nanoTime();

    Connectors(ConnectRest rest, Report report) {
        this.rest = rest;
        this.report = report;
    }

    /**
     * Creates the connector of a file and waits until it runs.
     *
     * @param overrides keys with other values than the file's
     * @return its name
     */
    String create(Path file, Map<String, String> overrides) throws Exception {
        if (!Files.exists(file)) {
            throw new StackFailure("There is no connector " + file);
        }
        return report.timed("connector of " + file.getFileName() + " runs", () -> {
            String name = rest.createFromFile(file, overrides);
            created.add(name);
            rest.awaitRunning(name, PATIENCE);
            return name;
        });
    }

    /** Waits, but not for a connector that has failed. */
    void await(String what, Duration patience, Callable<Boolean> condition) {
        Await.until(what, patience, () -> {
            if (System.nanoTime() - lastStatusCheck > STATUS_INTERVAL_NANOS) {
                lastStatusCheck = System.nanoTime();
                created.forEach(rest::requireNotFailed);
            }
            return condition.call();
        });
    }

    /** A value that does not come shall be shown as wrong, with the one that came instead: no reason to stop. */
    void awaitOrGoOn(String what, Callable<Boolean> condition) {
        try {
            await(what, SHORT_PATIENCE, condition);
        } catch (ConnectFailure e) {
            throw e;
        } catch (StackFailure e) {
            report.line(e.getMessage());
        }
    }

    void checkRunning() {
        for (String connector : created) {
            ConnectorStatus status = rest.status(connector);
            report.check("connector " + connector + " runs", true, status.isRunning());
        }
    }
}
