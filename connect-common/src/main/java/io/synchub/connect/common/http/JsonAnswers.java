/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.synchub.connect.common.http.ApiFailure.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads the bodies of answers within a cap. Thread-safe.
 *
 * <p>What Jackson says about bad JSON is not passed on, because it quotes it.
 */
final class JsonAnswers {
    private static final int ERROR_BYTES = 64 * 1024;
    private static final int NESTING = 2_000;
    private static final int DIGITS = 10_000;

    private final JsonMapper mapper;
    private final long cap;

    JsonAnswers(long cap) {
        this.cap = cap;
        int longest = (int) Math.min(cap, Integer.MAX_VALUE);
        this.mapper = JsonMapper.builder(JsonFactory.builder()
                        // Names come from users: interned ones would stay for ever.
                        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(NESTING)
                                .maxNumberLength(DIGITS)
                                .maxNameLength(longest)
                                .maxStringLength(longest)
                                .build())
                        .build())
                .build();
    }

    /** Has a good answer read, to its end: JSON that is cut short fails even where the reader would not notice. */
    <T> T read(ApiRequest request, Answer answer, BodyReader<T> reader) {
        // What deletes may have nothing to say.
        if (answer.body().length == 0 && !request.method().equals("DELETE")) {
            throw notJson(request, answer);
        }
        try (InputStream decoded = answer.decoded(cap);
                JsonParser parser = mapper.createParser(decoded)) {
            T body = reader.read(parser);
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
            return body;
        } catch (BodyTooLargeException beyondCap) {
            throw tooLarge(request);
        } catch (StreamConstraintsException beyondLimits) {
            throw ApiFailure.unanswered(
                    Scope.STREAM,
                    "too_large",
                    request + ": the answer nests deeper than " + NESTING + " levels or has a number of more than "
                            + DIGITS + " digits. Remove that value, or leave it out of what is read.",
                    null);
        } catch (IOException unreadable) {
            throw notJson(request, answer);
        }
    }

    /** The beginning of an error answer's body; empty when it cannot be decoded. */
    byte[] errorBody(Answer answer) {
        try (InputStream decoded = answer.decoded(cap)) {
            return decoded.readNBytes(ERROR_BYTES);
        } catch (IOException undecodable) {
            return new byte[0];
        }
    }

    ApiFailure tooLarge(ApiRequest request) {
        return ApiFailure.unanswered(
                Scope.STREAM,
                "too_large",
                request + ": the answer is larger than " + cap + " bytes, which is the most that is taken. Ask for"
                        + " fewer rows at once: lower page.size.",
                null);
    }

    private static ApiFailure notJson(ApiRequest request, Answer answer) {
        Optional<String> type = answer.headers().firstValue("Content-Type");
        return ApiFailure.unanswered(
                Scope.PASSING,
                "not_json",
                request + ": the answer " + answer.status() + " (" + type.orElse("no content type") + ", "
                        + answer.body().length + " bytes) is not the whole JSON that was expected. If this stays,"
                        + " check the URL, and whether a proxy answers in the API's place.",
                null);
    }
}
