/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.sink.harness.DeadLetters;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TypeCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of every type as round trips: into columns that the sink makes, and into those that a user would make. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcSinkTypes extends SinkBehaviour {
    private static final Schema ID = schema("id:int32");
    private static final String[] UPSERT = {"insert.mode", "upsert", "pk.mode", "record_key"};

    /** What a database makes of one {@link TypeCase}. */
    protected static final class Expectation {
        private String made;
        private List<String> texts = List.of();
        private final Map<String, List<String>> natural = new LinkedHashMap<>();

        /** The type that the sink gives the column, and the texts that the case's values come back as. */
        Expectation made(String type, String... values) {
            this.made = type;
            this.texts = List.of(values);
            return this;
        }

        /** A type that users give such a column: the values come back as the same texts, unless there are others. */
        Expectation natural(String type, String... values) {
            natural.put(type, values.length == 0 ? texts : List.of(values));
            return this;
        }
    }

    /** In place of a text: the value is refused, in the column's name. */
    protected static final String REFUSED = "refused";

    private Map<String, Expectation> known;

    /** Fills in what the database makes of each case, by its name; null for one that it has no type for. */
    protected abstract void expect(Map<String, Expectation> expectations);

    /** The type of a column of table {@code t} as its database spells it. */
    protected abstract String typeOf(String column);

    /** SQL that gives a column as text. */
    protected abstract String asText(String column);

    /** Makes what the natural types need, such as an enum. */
    protected void prepare() {}

    private Map<String, Expectation> expectations() {
        if (known == null) {
            known = new LinkedHashMap<>();
            expect(known);
        }
        return known;
    }

    /** The type that the sink gives a column of its own, and the texts that come back from it. */
    protected static Expectation made(String type, String... texts) {
        return new Expectation().made(type, texts);
    }

    @Test
    void every_case_has_an_expectation() {
        assertThat(expectations().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        TypeCase.all().stream().map(TypeCase::name).toList());
    }

    Stream<Arguments> madeColumns() {
        return TypeCase.all().stream()
                .filter(type -> expectations().get(type.name()) != null)
                .map(type -> Arguments.of(type.name(), type, expectations().get(type.name())));
    }

    Stream<Arguments> naturalColumns() {
        return TypeCase.all().stream()
                .filter(type -> expectations().get(type.name()) != null)
                .flatMap(type -> expectations().get(type.name()).natural.entrySet().stream()
                        .map(column -> Arguments.of(type.name(), column.getKey(), type, column.getValue())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("madeColumns")
    void values_come_back_from_the_columns_that_are_made(String name, TypeCase type, Expectation expected) {
        roundTrip(type, expected.texts, "auto.create", "true");
        assertThat(typeOf("v")).isEqualTo(expected.made);
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("naturalColumns")
    void values_come_back_from_columns_that_a_user_made(
            String name, String column, TypeCase type, List<String> expected) {
        prepare();
        database.run("CREATE TABLE t (id INTEGER PRIMARY KEY, v " + column + ")");
        String before = typeOf("v");
        roundTrip(type, expected, "auto.evolve", "true");
        assertThat(typeOf("v")).isEqualTo(before);
    }

    private void roundTrip(TypeCase type, List<String> expected, String... properties) {
        Schema row = SchemaBuilder.struct().field("v", type.schema()).build();
        List<Object> values = new ArrayList<>(type.values());
        values.add(null);
        DeadLetters letters = new DeadLetters();
        SinkWorker worker = start(letters, "t", JdbcSinkWrites.with(UPSERT, properties));
        SinkRecord[] records = new SinkRecord[values.size()];
        for (int id = 0; id < records.length; id++) {
            records[id] = worker.next("t", ID, struct(ID, id), row, struct(row, values.get(id)));
        }
        worker.put(records);
        worker.put(records);
        assertThat(letters.offsets().stream().distinct())
                .containsExactlyElementsOf(LongStream.range(0, expected.size())
                        .filter(id -> expected.get((int) id).equals(REFUSED))
                        .boxed()
                        .toList());
        assertThat(letters.all())
                .allSatisfy(letter -> assertThat(letter.message()).contains("column v of table t"));
        List<String> texts = new ArrayList<>(expected);
        texts.removeIf(REFUSED::equals);
        texts.add("null");
        assertThat(database.rows("SELECT " + asText("v") + " FROM t ORDER BY id"))
                .containsExactlyElementsOf(texts);
    }
}
