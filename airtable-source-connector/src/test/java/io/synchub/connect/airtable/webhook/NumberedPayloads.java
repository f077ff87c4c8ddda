/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.synchub.connect.airtable.api.AirtableApi;
import io.synchub.connect.common.http.ApiRequest;
import io.synchub.connect.common.http.ApiResponse;
import io.synchub.connect.common.http.BodyReader;
import io.synchub.connect.common.http.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A webhook with a long log, each of whose payloads destroys as many rows of one table. */
final class NumberedPayloads implements Caller {
    static final String TABLE = "tbl1";
    private static final Pattern CURSOR = Pattern.compile("cursor=(\\d+)&limit=(\\d+)");
    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    private final int payloads;
    private final int ids;
    private int requests;

    NumberedPayloads(int payloads, int ids) {
        this.payloads = payloads;
        this.ids = ids;
    }

    AirtableApi api() {
        return new AirtableApi(this, "app1");
    }

    /** How often payloads were read. */
    int requests() {
        return requests;
    }

    @Override
    public <T> ApiResponse<T> call(ApiRequest request, BodyReader<T> reader) {
        Matcher payloadsFrom = CURSOR.matcher(request.path());
        String body = payloadsFrom.find()
                ? page(Integer.parseInt(payloadsFrom.group(1)), Integer.parseInt(payloadsFrom.group(2)))
                : "{\"webhooks\":[{\"id\":\"ach1\",\"isHookEnabled\":true,\"cursorForNextPayload\":1,\"specification\":"
                        + "{\"options\":{\"filters\":{\"dataTypes\":[\"tableData\",\"tableFields\",\"tableMetadata\"]}}}}]}";
        try {
            return new ApiResponse<>(reader.read(JSON.createParser(body)), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String page(int cursor, int limit) {
        requests++;
        int end = Math.min(payloads + 1, cursor + limit);
        StringBuilder body = new StringBuilder("{\"payloads\":[");
        for (int number = cursor; number < end; number++) {
            body.append(number == cursor ? "" : ",")
                    .append("{\"changedTablesById\":{\"" + TABLE + "\":{\"destroyedRecordIds\":[");
            for (int id = 0; id < ids; id++) {
                body.append(id == 0 ? "\"rec" : ",\"rec")
                        .append(number)
                        .append('x')
                        .append(id)
                        .append('"');
            }
            body.append("]}}}");
        }
        return body.append("],\"cursor\":" + end + ",\"mightHaveMore\":" + (end <= payloads) + "}")
                .toString();
    }
}
