/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.StackFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What pipelines from a table of a web service to a table of the warehouse have in common. One thread. */
final class TablePipeline {
    /** When this long no row has come, those that are there are shown. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final LocalStack stack;
    private final Path configuration;
    private final Names names;
    private final Report report;
    private final Connectors connectors;

    /**
     * What they do not have in common, in names.
     *
     * @param service such as Notion
     * @param source the source's file
     * @param sink the sink's file
     * @param topicPrefix the source's, with its dot
     * @param rows what the service calls rows
     */
    record Names(String service, String source, String sink, String topicPrefix, String rows) {}

    /**
     * A source at work.
     *
     * @param connector its name
     * @param topic the first that it has written to
     */
    record Started(String connector, String topic) {}

    TablePipeline(LocalStack stack, Path configuration, Names names, Report report) {
        this.stack = stack;
        this.configuration = configuration;
        this.names = names;
        this.report = report;
        connectors = new Connectors(stack.rest(), report);
    }

    /** Creates the source and waits until there is something in a topic. */
    Started startSource(Access access) throws Exception {
        report.title("Pipeline config/" + configuration.getFileName());
        report.line("from " + access.from());
        if (!access.overrides().isEmpty()) {
            report.line("other than in " + names.source() + ": " + text(access.overrides()));
        }
        String source = connectors.create(configuration.resolve(names.source()), access.overrides());
        String topic = report.timed("first " + names.rows() + " in a topic", () -> firstTopic(source));
        return new Started(source, topic);
    }

    /** Creates the sink as its file says. */
    void startSink() throws Exception {
        connectors.create(configuration.resolve(names.sink()), Map.of());
    }

    /** A table of which is known what it should hold. */
    FollowedTable follow(Warehouse warehouse, FollowedTable.Rows rows) {
        return new FollowedTable(names.service(), rows, warehouse, connectors, report);
    }

    /** A user's own table: the sink for it and, once no more rows come, how many there are, and one of them. */
    void showOwn(Warehouse warehouse, Started source) throws Exception {
        String topic = source.topic();
        String table = topic.substring(names.topicPrefix().length()).toLowerCase(Locale.ROOT);
        Map<String, String> overrides = Map.of("topics", topic, "table.name.format", table);
        report.line("other than in " + names.sink() + ": " + text(overrides));
        connectors.create(configuration.resolve(names.sink()), overrides);
        long[] last = {0, System.nanoTime()};
        report.timed("rows in warehouse, none came for the last 3 s", () -> {
            connectors.await("rows in warehouse." + table, Duration.ofMinutes(2), () -> {
                long rows = warehouse.hasTable(table) ? warehouse.count(table) : 0;
                if (rows != last[0]) {
                    last[0] = rows;
                    last[1] = System.nanoTime();
                }
                return rows > 0 && System.nanoTime() - last[1] > QUIET.toNanos();
            });
            return null;
        });
        String counted = String.format(Locale.ROOT, "%,d %s in %s", last[0], last[0] == 1 ? "row" : "rows", table);
        report.line(counted + ". Edit the table in " + names.service() + "; it follows.");
        report.table(
                List.of("column", "type in warehouse", "some row"),
                warehouse.row(table, "true").stream()
                        .map(cell -> List.of(cell.column(), cell.type(), cell.shortValue()))
                        .toList());
        List<String> others = new ArrayList<>(stack.rest().topics(source.connector()));
        others.remove(topic);
        if (!others.isEmpty()) {
            Collections.sort(others);
            report.line("in topics, not in the warehouse: " + String.join(", ", others));
        }
        report.check("rows in " + table, true, last[0] > 0);
    }

    void checkRunning() {
        connectors.checkRunning();
    }

    private String firstTopic(String source) {
        List<String> topics = new ArrayList<>();
        try {
            connectors.await("the first " + names.rows() + " from " + names.service(), Connectors.PATIENCE, () -> {
                topics.addAll(stack.rest().topics(source));
                return !topics.isEmpty();
            });
        } catch (StackFailure e) {
            throw new StackFailure(e.getMessage() + ". Has the table any " + names.rows() + "?", e);
        }
        return topics.get(0);
    }

    private static String text(Map<String, String> overrides) {
        return new TreeMap<>(overrides)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
