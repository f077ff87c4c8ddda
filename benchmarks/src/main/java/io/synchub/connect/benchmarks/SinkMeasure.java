/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the measurements of the JDBC sink and prints tables in Markdown.
 *
 * <p>Environment: with {@code BENCHMARK_JFR} set to a folder that exists, each JVM that is measured writes a flight recording there.
 */
public final class SinkMeasure {
    private final DatabaseKind database;
    private final int rows;

    private SinkMeasure(DatabaseKind database, int rows) {
        this.database = database;
        this.rows = rows;
    }

    /**
     * Runs what is named, or all.
     *
     * @param arguments names of cases, of contenders and of a database, and a number of rows
     */
    public static void main(String[] arguments) throws RunnerException {
        List<String> names = List.of(arguments);
        List<DatabaseKind> databases = Names.named(DatabaseKind.class, names);
        List<SinkCase> cases = Names.named(SinkCase.class, names);
        List<Contender> contenders = Names.named(Contender.class, names);
        List<String> numbers =
                names.stream().filter(name -> name.matches("\\d+")).toList();
        if (databases.size() > 1
                || numbers.size() > 1
                || databases.size() + cases.size() + contenders.size() + numbers.size() != names.size()) {
            throw new IllegalArgumentException("Arguments: one of " + all(DatabaseKind.values()) + ", some of "
                    + all(SinkCase.values()) + ", some of " + all(Contender.values()) + ", and a number of rows");
        }
        DatabaseKind database = databases.isEmpty() ? DatabaseKind.POSTGRESQL : databases.get(0);
        SinkMeasure measure =
                new SinkMeasure(database, numbers.isEmpty() ? database.rows() : Integer.parseInt(numbers.get(0)));
        measure.run(cases.isEmpty() ? List.of(SinkCase.values()) : cases, contenders)
                .forEach(System.out::println);
    }

    private static List<String> all(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Names::of).toList();
    }

    private List<String> run(List<SinkCase> cases, List<Contender> contenders) throws RunnerException {
        List<SinkResult> results = new ArrayList<>();
        for (SinkCase sinkCase : cases) {
            for (Contender contender : contenders.isEmpty() ? sinkCase.contenders() : contenders) {
                if (contender.isSink() || sinkCase.contenders().contains(contender)) {
                    results.add(shots(sinkCase, contender));
                }
            }
        }
        boolean marked = results.stream().anyMatch(result -> result.is(SinkCase.INSERTS, Contender.COPY));
        if (!marked && contenders.isEmpty() && !cases.equals(List.of(SinkCase.HEAP))) {
            // What all others are compared with.
            results.add(0, shots(SinkCase.INSERTS, Contender.COPY));
        }
        return new SinkTables(database, rows, results).lines();
    }

    private SinkResult shots(SinkCase sinkCase, Contender contender) throws RunnerException {
        String[] jvmArguments = Stream.concat(
                        sinkCase.heap().stream(),
                        Optional.ofNullable(System.getenv("BENCHMARK_JFR"))
                                .map(folder -> Path.of(folder, Names.of(sinkCase) + "-" + Names.of(contender) + ".jfr"))
                                .map(file -> "-XX:StartFlightRecording=settings=profile,filename=" + file)
                                .stream())
                .toArray(String[]::new);
        RunResult result = new Runner(new OptionsBuilder()
                        .include("\\." + SinkBenchmark.class.getSimpleName() + "\\.")
                        .param("database", database.name())
                        .param("sinkCase", sinkCase.name())
                        .param("contender", contender.name())
                        .param("rows", Integer.toString(rows))
                        .warmupIterations(database.warmUps())
                        .measurementIterations(Contender.shots())
                        .addProfiler(CostProfiler.class)
                        .jvmArgsAppend(jvmArguments)
                        .shouldFailOnError(true)
                        .build())
                .runSingle();
        return SinkResult.of(sinkCase, contender, rows, result);
    }
}
