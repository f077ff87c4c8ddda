/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.notion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.synchub.connect.common.http.ApiRequest;
import io.synchub.connect.common.http.ApiResponse;
import io.synchub.connect.common.http.BodyReader;
import io.synchub.connect.common.http.Caller;
import io.synchub.connect.localstack.notion.DataSource;
import io.synchub.connect.localstack.notion.GeneratedTable;
import io.synchub.connect.localstack.notion.NotionSimulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Notion without the network: a large table whose answers lie in memory as bytes. They are those of the simulator, a few of them in
 * turn, with the pages' ids and times of creation written over, so that all rows are different ones.
 *
 * <p>Answers are written over in place: one call at a time. A task that was stopped may still make its last one while the next runs.
 */
final class RenderedApi implements Caller {
    static final int PAGE_SIZE = 100;

    private static final int TEMPLATES = 20;
    private static final int PAGES_PER_MINUTE = 10;
    private static final int CURSOR_DIGITS = 9;
    private static final byte[] NOTHING =
            ("{\"object\":\"list\",\"results\":[],\"next_cursor\":null,\"has_more\":false,"
                            + "\"type\":\"page_or_data_source\",\"page_or_data_source\":{},\"request_id\":\"0\"}")
                    .getBytes(StandardCharsets.UTF_8);
    private static final String PAGE = "{\"object\":\"page\",\"id\":\"";
    private static final String CREATED = "\"created_time\":\"";
    private static final String CURSOR = "\"next_cursor\":\"";

    // As the source's own client reads.
    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .build();
    private final String tableId;
    private final byte[] description;
    private final List<Template> templates;
    private final Template last;
    private final byte[][] ids;
    private final long firstMinute;
    private final AtomicLong rowsRead = new AtomicLong();

    private record Template(byte[] bytes, int[] ids, int[] times, int cursor, int cursorLength) {
        static Template of(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            List<Integer> ids = new ArrayList<>();
            List<Integer> times = new ArrayList<>();
            for (int at = text.indexOf(PAGE); at >= 0; at = text.indexOf(PAGE, at + 1)) {
                ids.add(at + PAGE.length());
                times.add(text.indexOf(CREATED, at) + CREATED.length());
            }
            int cursor = text.indexOf(CURSOR);
            int begin = cursor + CURSOR.length();
            return new Template(
                    bytes, ints(ids), ints(times), cursor < 0 ? -1 : begin, text.indexOf('"', begin) - begin);
        }

        private static int[] ints(List<Integer> list) {
            return list.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    private RenderedApi(int rows, String tableId, byte[] description, List<byte[]> answers) {
        this.tableId = tableId;
        this.description = description;
        this.templates = answers.subList(0, answers.size() - 1).stream()
                .map(Template::of)
                .toList();
        this.last = Template.of(answers.get(answers.size() - 1));
        this.firstMinute = Instant.now().getEpochSecond() / 60 - rows / PAGE_SIZE / PAGES_PER_MINUTE;
        this.ids = new byte[rows][];
        SplittableRandom random = new SplittableRandom(1);
        for (int row = 0; row < rows; row++) {
            ids[row] = new UUID(random.nextLong(), random.nextLong()).toString().getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** @param rows a multiple of {@link #PAGE_SIZE} */
    static RenderedApi of(int rows) {
        try (NotionSimulator notion = NotionSimulator.start()) {
            DataSource table = GeneratedTable.fill(notion, TEMPLATES * PAGE_SIZE);
            String path = "/v1/data_sources/" + table.id();
            HttpClient client = HttpClient.newHttpClient();
            byte[] description = ask(client, notion, path, "GET", "");
            List<byte[]> answers = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            JsonMapper mapper = new JsonMapper();
            do {
                String body = "{\"page_size\":100"
                        + cursor.map(c -> ",\"start_cursor\":\"" + c + "\"").orElse("") + "}";
                answers.add(ask(client, notion, path + "/query", "POST", body));
                cursor = Optional.ofNullable(mapper.readTree(answers.get(answers.size() - 1))
                        .path("next_cursor")
                        .textValue());
            } while (cursor.isPresent());
            return new RenderedApi(rows, table.id().toString(), description, answers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] ask(HttpClient client, NotionSimulator notion, String path, String method, String body)
            throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(notion.url() + path))
                .header("Authorization", "Bearer " + notion.token())
                .header("Notion-Version", "2026-03-11")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(path + " was answered " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    String tableId() {
        return tableId;
    }

    int answers() {
        return ids.length / PAGE_SIZE;
    }

    /** The bytes of an answer on the average. */
    int answerBytes() {
        return (int) templates.stream()
                .mapToInt(template -> template.bytes().length)
                .average()
                .orElseThrow();
    }

    JsonNode description() throws IOException {
        return json.readTree(description);
    }

    /** How many rows of passes were read so far. */
    long rowsRead() {
        return rowsRead.get();
    }

    /** A parser of the answer with this number; the one before is over then. */
    JsonParser answer(int number) throws IOException {
        Template template = number == answers() - 1 ? last : templates.get(number % templates.size());
        byte[] created = Instant.ofEpochSecond((firstMinute + number / PAGES_PER_MINUTE) * 60)
                .toString()
                .replace("Z", ".000Z")
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int row = 0; row < PAGE_SIZE; row++) {
            byte[] id = ids[number * PAGE_SIZE + row];
            System.arraycopy(id, 0, template.bytes(), template.ids()[row], id.length);
            System.arraycopy(created, 0, template.bytes(), template.times()[row], created.length);
        }
        if (template.cursor() >= 0) {
            int rest = number + 1;
            for (int digit = template.cursorLength() - 1; digit >= 0; digit--) {
                template.bytes()[template.cursor() + digit] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        return parser(template.bytes());
    }

    private JsonParser parser(byte[] bytes) throws IOException {
        return json.createParser(new ByteArrayInputStream(bytes));
    }

    @Override
    public synchronized <T> ApiResponse<T> call(ApiRequest request, BodyReader<T> reader) {
        try {
            T body = request.method().equals("GET")
                    ? reader.read(parser(description))
                    : query(json.readTree(request.body().orElseThrow()), reader);
            return new ApiResponse<>(body, Optional.of(Instant.now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T query(JsonNode body, BodyReader<T> reader) throws IOException {
        if (!body.at("/sorts/0/timestamp").asText().equals("created_time")) {
            return reader.read(parser(NOTHING));
        }
        int number = number(body);
        T read = reader.read(answer(number));
        rowsRead.addAndGet(PAGE_SIZE);
        return read;
    }

    /** Of the answer: where the cursor points, or else where the filter begins. */
    private int number(JsonNode body) {
        String cursor = body.path("start_cursor").asText();
        if (!cursor.isEmpty()) {
            return Integer.parseInt(cursor.substring(cursor.length() - CURSOR_DIGITS));
        }
        String from = body.findPath("on_or_after").asText();
        long minute = from.isEmpty() ? 0 : OffsetDateTime.parse(from).toEpochSecond() / 60;
        return (int) Math.max(0, minute - firstMinute) * PAGES_PER_MINUTE;
    }
}
