/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.synchub.connect.common.http.BodyReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * The pages of a large table as bytes in memory. They are those of a simulator, a few of them in turn, with what tells rows apart
 * written over, so that all rows are different ones.
 *
 * <p>Answers are written over in place: one call at a time. A task that was stopped may still make its last one while the next runs.
 */
public final class RenderedAnswers {
    public static final int PAGE_SIZE = 100;

    /** So many answers of a simulator are enough. */
    public static final int TEMPLATES = 20;

    private static final int CURSOR_DIGITS = 9;

    // As the sources' own client reads.
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .build();

    private final int rows;
    private final List<Value> values;
    private final List<Template> templates;
    private final Template last;
    private final AtomicLong rowsRead = new AtomicLong();

    /**
     * What is written over in each row.
     *
     * @param marker the text before it, which stands once in each row
     * @param ofRow what the row with that number has there, in as many bytes as the simulator's
     */
    public record Value(String marker, IntFunction<byte[]> ofRow) {}

    /**
     * An answer.
     *
     * @param places of each value in each row
     * @param cursor where it begins; negative if there is none
     */
    private record Template(byte[] bytes, int[][] places, int cursor, int cursorLength) {
        static Template of(byte[] bytes, List<Value> values, String cursorMarker) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            String first = values.get(0).marker();
            List<int[]> places = new ArrayList<>();
            for (int row = text.indexOf(first); row >= 0; row = text.indexOf(first, row + 1)) {
                int begin = row;
                places.add(values.stream()
                        .map(Value::marker)
                        .mapToInt(marker -> text.indexOf(marker, begin) + marker.length())
                        .toArray());
            }
            if (places.size() != PAGE_SIZE) {
                throw new IllegalStateException("An answer has " + places.size() + " rows");
            }
            int cursor = text.indexOf(cursorMarker);
            int begin = cursor + cursorMarker.length();
            return new Template(
                    bytes, places.toArray(int[][]::new), cursor < 0 ? -1 : begin, text.indexOf('"', begin) - begin);
        }
    }

    /**
     * The table's pages.
     *
     * @param rows a multiple of {@link #PAGE_SIZE}
     * @param answers full pages; the last one's is the form of the table's last one
     * @param cursorMarker the text before the place where the next page begins
     * @param values the first one's marker begins a row
     */
    public RenderedAnswers(int rows, List<byte[]> answers, String cursorMarker, List<Value> values) {
        List<Template> all = answers.stream()
                .map(bytes -> Template.of(bytes, values, cursorMarker))
                .toList();
        this.rows = rows;
        this.values = List.copyOf(values);
        this.templates = all.subList(0, all.size() - 1);
        this.last = all.get(all.size() - 1);
    }

    /** How many there are. */
    public int count() {
        return rows / PAGE_SIZE;
    }

    /** The number of the answer to which the cursor of another one points. */
    public static int numberAt(String cursor) {
        return Integer.parseInt(cursor.substring(cursor.length() - CURSOR_DIGITS));
    }

    /** Reads the answer with this number. */
    public <T> T read(int number, BodyReader<T> reader) throws IOException {
        T read = reader.read(parser(answer(number)));
        rowsRead.addAndGet(PAGE_SIZE);
        return read;
    }

    /** How many rows were read so far. */
    public long rowsRead() {
        return rowsRead.get();
    }

    private byte[] answer(int number) {
        Template template = number == count() - 1 ? last : templates.get(number % templates.size());
        byte[] bytes = template.bytes();
        for (int row = 0; row < PAGE_SIZE; row++) {
            int[] places = template.places()[row];
            for (int i = 0; i < places.length; i++) {
                byte[] value = values.get(i).ofRow().apply(number * PAGE_SIZE + row);
                System.arraycopy(value, 0, bytes, places[i], value.length);
            }
        }
        if (template.cursor() >= 0) {
            int rest = number + 1;
            for (int digit = template.cursorLength() - 1; digit >= 0; digit--) {
                bytes[template.cursor() + digit] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        return bytes;
    }

    /** Reads other bytes of an API in the same way. */
    public static JsonParser parser(byte[] bytes) throws IOException {
        return JSON.createParser(new ByteArrayInputStream(bytes));
    }
}
