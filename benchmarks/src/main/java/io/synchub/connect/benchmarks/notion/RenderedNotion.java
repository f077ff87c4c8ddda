/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.notion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.synchub.connect.benchmarks.polling.RenderedAnswers;
import io.synchub.connect.benchmarks.polling.RenderedSource;
import io.synchub.connect.benchmarks.polling.SimulatorAnswers;
import io.synchub.connect.common.http.ApiRequest;
import io.synchub.connect.common.http.ApiResponse;
import io.synchub.connect.common.http.BodyReader;
import io.synchub.connect.common.http.Caller;
import io.synchub.connect.common.ledger.IdCodec;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.localstack.notion.GeneratedTable;
import io.synchub.connect.localstack.notion.NotionSimulator;
import io.synchub.connect.notion.api.NotionApi;
import io.synchub.connect.notion.property.Layout;
import io.synchub.connect.notion.property.PageReader;
import io.synchub.connect.notion.query.QueryPage;
import io.synchub.connect.notion.read.NotionTableReader;
import io.synchub.connect.notion.schema.DataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/** Notion without the network: a large data source of pages that differ in their ids and times of creation. */
final class RenderedNotion implements RenderedSource, Caller {
    private static final int PAGES_PER_MINUTE = 10;
    private static final int ROWS_PER_MINUTE = PAGES_PER_MINUTE * RenderedAnswers.PAGE_SIZE;
    private static final byte[] NOTHING =
            ("{\"object\":\"list\",\"results\":[],\"next_cursor\":null,\"has_more\":false,"
                            + "\"type\":\"page_or_data_source\",\"page_or_data_source\":{},\"request_id\":\"0\"}")
                    .getBytes(StandardCharsets.UTF_8);
    private static final String PAGE = "{\"object\":\"page\",\"id\":\"";
    private static final String CREATED = "\"created_time\":\"";
    private static final String CURSOR = "\"next_cursor\":\"";
    private static final JsonMapper JSON = new JsonMapper();

    private final String tableId;
    private final byte[] description;
    private final Layout layout;
    private final long firstMinute;
    private final RenderedAnswers answers;

    private RenderedNotion(int rows, String tableId, byte[] description, List<byte[]> templates) throws IOException {
        this.tableId = tableId;
        this.description = description;
        this.layout = DataSource.read(tableId, JSON.readTree(description), new DataSource.Look(false, false, ""))
                .layout();
        this.firstMinute = Instant.now().getEpochSecond() / 60 - rows / ROWS_PER_MINUTE;
        SplittableRandom random = new SplittableRandom(1);
        byte[][] ids = IntStream.range(0, rows)
                .mapToObj(row -> bytes(new UUID(random.nextLong(), random.nextLong()).toString()))
                .toArray(byte[][]::new);
        byte[][] minutes = IntStream.rangeClosed(0, rows / ROWS_PER_MINUTE)
                .mapToObj(minute -> bytes(Instant.ofEpochSecond((firstMinute + minute) * 60)
                        .toString()
                        .replace("Z", ".000Z")))
                .toArray(byte[][]::new);
        this.answers = new RenderedAnswers(
                rows,
                templates,
                CURSOR,
                List.of(
                        new RenderedAnswers.Value(PAGE, row -> ids[row]),
                        new RenderedAnswers.Value(CREATED, row -> minutes[row / ROWS_PER_MINUTE])));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @param rows a multiple of {@link RenderedAnswers#PAGE_SIZE} */
    static RenderedNotion of(int rows) throws IOException {
        try (NotionSimulator notion = NotionSimulator.start()) {
            String tableId = GeneratedTable.fill(notion, RenderedAnswers.TEMPLATES * RenderedAnswers.PAGE_SIZE)
                    .id()
                    .toString();
            String path = "/v1/data_sources/" + tableId;
            byte[] description = ask(notion, path, "GET", "");
            List<byte[]> answers = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                String body = "{\"page_size\":100"
                        + cursor.map(c -> ",\"start_cursor\":\"" + c + "\"").orElse("") + "}";
                answers.add(ask(notion, path + "/query", "POST", body));
                cursor = Optional.ofNullable(JSON.readTree(answers.get(answers.size() - 1))
                        .path("next_cursor")
                        .textValue());
            } while (cursor.isPresent());
            return new RenderedNotion(rows, tableId, description, answers);
        }
    }

    private static byte[] ask(NotionSimulator notion, String path, String method, String body) throws IOException {
        return SimulatorAnswers.to(HttpRequest.newBuilder(URI.create(notion.url() + path))
                .header("Authorization", "Bearer " + notion.token())
                .header("Notion-Version", "2026-03-11")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    @Override
    public String tableId() {
        return tableId;
    }

    @Override
    public RenderedAnswers answers() {
        return answers;
    }

    @Override
    public BodyReader<?> cells() {
        return parser -> QueryPage.read(parser, new PageReader(layout, false));
    }

    @Override
    public IdCodec ids() {
        return IdCodec.UUID;
    }

    @Override
    public TableReader open() {
        return new NotionTableReader(
                new NotionApi(this),
                tableId,
                // Nothing is read ahead: that would take another thread.
                new NotionTableReader.Options(
                        Optional.empty(), RenderedAnswers.PAGE_SIZE, false, false, Runnable::run, () -> true));
    }

    @Override
    public synchronized <T> ApiResponse<T> call(ApiRequest request, BodyReader<T> reader) {
        try {
            T body = request.method().equals("GET")
                    ? reader.read(RenderedAnswers.parser(description))
                    : query(JSON.readTree(request.body().orElseThrow()), reader);
            return new ApiResponse<>(body, Optional.of(Instant.now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T query(JsonNode body, BodyReader<T> reader) throws IOException {
        return body.at("/sorts/0/timestamp").asText().equals("created_time")
                ? answers.read(number(body), reader)
                : reader.read(RenderedAnswers.parser(NOTHING));
    }

    /** Of the answer: where the cursor points, or else where the filter begins. */
    private int number(JsonNode body) {
        String cursor = body.path("start_cursor").asText();
        if (!cursor.isEmpty()) {
            return RenderedAnswers.numberAt(cursor);
        }
        String from = body.findPath("on_or_after").asText();
        long minute = from.isEmpty() ? 0 : OffsetDateTime.parse(from).toEpochSecond() / 60;
        return (int) Math.max(0, minute - firstMinute) * PAGES_PER_MINUTE;
    }
}
