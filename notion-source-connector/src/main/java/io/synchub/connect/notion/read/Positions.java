/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.notion.property.PageReader;
import io.synchub.connect.notion.query.Conditions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Change positions: minutes of Notion's clock as text, such as {@code 2026-11-20T13:20:00Z}. */
final class Positions {
    private Positions() {}

    static Optional<String> text(long minute) {
        return Optional.of(Conditions.text(minute));
    }

    static long minute(String position) {
        try {
            return Math.max(0, PageReader.minute(Instant.parse(position)));
        } catch (DateTimeException e) {
            throw ApiFailure.unanswered(
                    Scope.STREAM,
                    "bad_position",
                    "The stored change position is not a time such as 2026-11-20T13:20:00Z: reset the stream's offsets",
                    e);
        }
    }
}
