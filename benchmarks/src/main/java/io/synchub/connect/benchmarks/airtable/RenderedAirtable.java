/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.airtable;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.synchub.connect.airtable.api.AirtableApi;
import io.synchub.connect.airtable.base.BaseTables;
import io.synchub.connect.airtable.base.Look;
import io.synchub.connect.airtable.cell.Layout;
import io.synchub.connect.airtable.cell.RecordIds;
import io.synchub.connect.airtable.cell.RecordPage;
import io.synchub.connect.airtable.cell.RecordReader;
import io.synchub.connect.airtable.config.ChangeDetection;
import io.synchub.connect.airtable.read.AirtableTableReader;
import io.synchub.connect.airtable.read.SharedBase;
import io.synchub.connect.benchmarks.polling.RenderedAnswers;
import io.synchub.connect.benchmarks.polling.RenderedSource;
import io.synchub.connect.benchmarks.polling.SimulatorAnswers;
import io.synchub.connect.common.http.ApiRequest;
import io.synchub.connect.common.http.ApiResponse;
import io.synchub.connect.common.http.BodyReader;
import io.synchub.connect.common.http.Caller;
import io.synchub.connect.common.ledger.IdCodec;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.localstack.airtable.AirtableSimulator;
import io.synchub.connect.localstack.airtable.GeneratedTable;
import io.synchub.connect.localstack.airtable.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Airtable without the network: a base with one large table of records that differ in their ids. It has no webhook, so that there
 * is nothing to read but the table itself.
 */
final class RenderedAirtable implements RenderedSource, Caller {
    private static final String RECORD_PREFIX = "rec";
    private static final int RECORD_DIGITS = 14;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String RECORD = "{\"id\":\"" + RECORD_PREFIX;
    private static final String OFFSET = "\"offset\":\"";
    private static final JsonMapper JSON = new JsonMapper();

    private final String baseId;
    private final String tableId;
    private final byte[] description;
    private final Layout layout;
    private final RenderedAnswers answers;

    private RenderedAirtable(int rows, String baseId, String tableId, byte[] description, List<byte[]> templates)
            throws IOException {
        this.baseId = baseId;
        this.tableId = tableId;
        this.description = description;
        this.layout = BaseTables.read(JSON.readTree(description))
                .byId(tableId)
                .orElseThrow()
                .describe(Look.ALL)
                .layout();
        SplittableRandom random = new SplittableRandom(1);
        byte[][] ids = IntStream.range(0, rows).mapToObj(row -> digits(random)).toArray(byte[][]::new);
        this.answers = new RenderedAnswers(
                rows, templates, OFFSET, List.of(new RenderedAnswers.Value(RECORD, row -> ids[row])));
    }

    private static byte[] digits(SplittableRandom random) {
        byte[] digits = new byte[RECORD_DIGITS];
        for (int i = 0; i < RECORD_DIGITS; i++) {
            digits[i] = (byte) DIGITS.charAt(random.nextInt(DIGITS.length()));
        }
        return digits;
    }

    /** @param rows a multiple of {@link RenderedAnswers#PAGE_SIZE} */
    static RenderedAirtable of(int rows) throws IOException {
        try (AirtableSimulator airtable = AirtableSimulator.start()) {
            Table table = GeneratedTable.fill(airtable, RenderedAnswers.TEMPLATES * RenderedAnswers.PAGE_SIZE);
            String base = table.base().id();
            byte[] description = SimulatorAnswers.to(
                    request(airtable, "/v0/meta/bases/" + base + "/tables").build());
            List<byte[]> answers = new ArrayList<>();
            Optional<String> offset = Optional.empty();
            do {
                String body = "{\"pageSize\":" + RenderedAnswers.PAGE_SIZE + ",\"returnFieldsByFieldId\":true"
                        + offset.map(from -> ",\"offset\":\"" + from + "\"").orElse("") + "}";
                answers.add(SimulatorAnswers.to(request(airtable, "/v0/" + base + "/" + table.id() + "/listRecords")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build()));
                offset = Optional.ofNullable(JSON.readTree(answers.get(answers.size() - 1))
                        .path("offset")
                        .textValue());
            } while (offset.isPresent());
            return new RenderedAirtable(rows, base, table.id(), description, answers);
        }
    }

    private static HttpRequest.Builder request(AirtableSimulator airtable, String path) {
        return HttpRequest.newBuilder(URI.create(airtable.url() + path))
                .header("Authorization", "Bearer " + airtable.token());
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
        return parser -> RecordPage.read(parser, new RecordReader(layout));
    }

    @Override
    public IdCodec ids() {
        return new RecordIds();
    }

    @Override
    public TableReader open() {
        SharedBase base = new SharedBase(new AirtableApi(this, baseId), ChangeDetection.FULL, InstantSource.system());
        return new AirtableTableReader(base, tableId, table -> Look.ALL, RenderedAnswers.PAGE_SIZE);
    }

    @Override
    public synchronized <T> ApiResponse<T> call(ApiRequest request, BodyReader<T> reader) {
        try {
            T body = request.method().equals("GET")
                    ? reader.read(RenderedAnswers.parser(description))
                    : answers.read(number(request), reader);
            return new ApiResponse<>(body, Optional.of(Instant.now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(ApiRequest request) throws IOException {
        String offset =
                JSON.readTree(request.body().orElseThrow()).path("offset").asText();
        return offset.isEmpty() ? 0 : RenderedAnswers.numberAt(offset);
    }
}
