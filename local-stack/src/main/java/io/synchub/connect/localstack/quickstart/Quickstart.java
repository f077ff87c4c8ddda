/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PluginPath;
import io.synchub.connect.localstack.Ports;
import io.synchub.connect.localstack.PostgresServer;
import io.synchub.connect.localstack.StackFailure;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program behind the {@code quickstart} script: starts the local stack, runs the pipelines, shows the result, and stays
 * up until Ctrl-C; with {@code --check} it asserts every value and ends with 0 or 1. A set-up that cannot work ends with
 * one line that says what to do, and with 1. Works in the checkout's folder {@code .quickstart} and nowhere else.
 */
public final class Quickstart {
    private static final Logger LOG = LoggerFactory.getLogger(Quickstart.class);
    private static final int FAILED = 1;

    private final Options options;
    private final Path checkout;
    private final Report report;
    private final long started = System.nanoTime();
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Quickstart(Options options, Path checkout, Report report) {
        this.options = options;
        this.checkout = checkout;
        this.report = report;
    }

    public static void main(String[] arguments) {
        Path checkout = PluginPath.checkout();
        boolean colour = Boolean.getBoolean("quickstart.colour");
        int status;
        try {
            if (arguments.length > 0 && arguments[0].equals("sql")) {
                status = sql(checkout, arguments, new Report(System.out, false, colour));
            } else {
                Options options = Options.parse(arguments, System.getenv());
                Report report = new Report(System.out, options.check(), colour);
                status = new Quickstart(options, checkout, report).run();
            }
        } catch (StackFailure e) {
            LOG.error("The quickstart cannot go on", e);
            if (!LocalStack.isShuttingDown()) {
                System.err.println("quickstart: " + withoutFrames(e.getMessage()));
            }
            status = FAILED;
        }
        // Kafka's threads would keep the JVM alive.
        System.exit(status);
    }

    /** A failed task's trace is in the message, and in the log: here only what it says, not where. */
    private static String withoutFrames(String message) {
        return message.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                .distinct()
                .collect(Collectors.joining("\n  "));
    }

    private static int sql(Path checkout, String[] arguments, Report report) {
        if (arguments.length != 3) {
            throw new StackFailure("The form is: ./quickstart sql shop|warehouse \"SELECT …\"");
        }
        SqlCommand.run(workFolder(checkout).resolve("run/addresses.properties"), arguments[1], arguments[2], report);
        return 0;
    }

    private static Path workFolder(Path checkout) {
        return checkout.resolve(".quickstart");
    }

    private int run() {
        try (WorkFolder folder = WorkFolder.open(workFolder(checkout))) {
            requireFreePorts();
            report.title("Local stack");
            try (NotionTable notion = NotionTable.open(System.getenv());
                    AirtableBase airtable = AirtableBase.open(System.getenv());
                    LocalStack stack = start(folder, notion.access(), airtable.access())) {
                new ShopToWarehouse(stack, checkout.resolve("config/shop-to-warehouse"), report).run();
                new NotionToWarehouse(stack, notion, checkout.resolve("config/notion-to-warehouse"), report).run();
                new AirtableToWarehouse(stack, airtable, checkout.resolve("config/airtable-to-warehouse"), report)
                        .run();
                writeAddresses(folder, stack);
                if (!options.check()) {
                    invite(stack);
                    new CountDownLatch(1).await();
                }
            }
            return verdict();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (StackFailure e) {
            throw e;
        } catch (Exception e) {
            LOG.error("The pipeline failed", e);
            report.line("The pipeline failed: " + e);
            return FAILED;
        }
    }

    private int verdict() {
        if (options.check()) {
            report.title(
                    report.failed() == 0
                            ? "All " + report.passed() + " values are as they should be"
                            : report.failed() + " of " + (report.passed() + report.failed()) + " values are WRONG");
        }
        return report.failed() == 0 ? 0 : FAILED;
    }

    private void requireFreePorts() {
        requireFree(options.restPort(), "Connect's REST API", Options.REST);
        requireFree(options.kafkaPort(), "Kafka", Options.KAFKA);
        requireFree(options.shopPort(), "the database shop", Options.SHOP);
        requireFree(options.warehousePort(), "the database warehouse", Options.WAREHOUSE);
    }

    private static void requireFree(int port, String purpose, String flag) {
        if (port != 0 && !Ports.isFree(port)) {
            throw new StackFailure("Port " + port + " for " + purpose + " is in use: stop what uses it, or choose"
                    + " another with ./quickstart " + flag + " N (0 takes a free one)");
        }
    }

    private LocalStack start(WorkFolder folder, Access notion, Access airtable) {
        return LocalStack.in(folder.run())
                .binaries(folder.programs())
                .postgres("shop", server -> server.port(options.shopPort()).logicalReplication())
                .postgres("warehouse", server -> server.port(options.warehousePort()))
                .broker(broker -> broker.port(options.kafkaPort()))
                .worker(worker -> worker.port(options.restPort())
                        .plugins(PluginPath.debeziumPostgres())
                        .plugins(PluginPath.jdbcSink())
                        .plugins(PluginPath.notionSource())
                        .plugins(PluginPath.airtableSource())
                        .plugins(PluginPath.transforms())
                        .variables(notion.variables())
                        .variables(airtable.variables()))
                .onStarted(report::step)
                .onStopped(this::stopped)
                .start();
    }

    private void stopped(String part, Duration took) {
        if (stopping.compareAndSet(false, true)) {
            report.title("Stopping");
        }
        report.step(part, took);
    }

    private static void writeAddresses(WorkFolder folder, LocalStack stack) throws IOException {
        Properties addresses = new Properties();
        for (String database : Arrays.asList("shop", "warehouse")) {
            addresses.setProperty(database, urlWithPassword(stack.postgres(database)));
        }
        try (Writer writer = Files.newBufferedWriter(folder.addresses())) {
            addresses.store(writer, null);
        }
    }

    private static String urlWithPassword(PostgresServer server) {
        return server.jdbcUrl() + "?user=" + server.user() + "&password=" + server.password();
    }

    private void invite(LocalStack stack) {
        String rest = stack.worker().restUrl();
        report.title("Up, after " + (System.nanoTime() - started) / 1_000_000_000 + " s. Ctrl-C stops everything.");
        report.line("Connect    " + rest);
        report.line("Kafka      " + stack.broker().bootstrapServers());
        report.line("shop       " + urlWithPassword(stack.postgres("shop")));
        report.line("warehouse  " + urlWithPassword(stack.postgres("warehouse")));
        report.line("logs       .quickstart/stack.log");
        report.title("Five things to try, in another terminal");
        report.line("1. Change an order and look at its user's total:");
        report.line("     ./quickstart sql shop \"UPDATE orders SET amount = 99 WHERE order_id = 3\"");
        report.line("     ./quickstart sql warehouse \"SELECT * FROM user_daily_orders WHERE user_id = 102\"");
        report.line("2. Pause the sink, change orders, and see it catch up when it goes on:");
        report.line("     curl -X PUT " + rest + "/connectors/warehouse-orders/pause");
        report.line("     curl -X PUT " + rest + "/connectors/warehouse-orders/resume");
        report.line("3. Ask Connect how the connectors are:");
        report.line("     curl \"" + rest + "/connectors?expand=status\"");
        report.line("4. Follow a Notion table of your own (docs/notion-source.md says how to get both):");
        report.line("     " + NotionTable.TOKEN + "=… " + NotionTable.DATA_SOURCE + "=… ./quickstart");
        report.line("5. Follow an Airtable base of your own (docs/airtable-source.md says how to get both):");
        report.line("     " + AirtableBase.TOKEN + "=… " + AirtableBase.BASE + "=… ./quickstart");
    }
}
