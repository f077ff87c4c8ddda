/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The headers of an answer that speak of time (RFC 9110, 5.6.7 and 10.2.3). */
final class TimeHeaders {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,15}");

    private TimeHeaders() {}

    /** How long to stay away: in seconds, or until a date by the server's own clock. Empty also when it cannot be read. */
    static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After").map(String::trim).flatMap(text -> {
            if (SECONDS.matcher(text).matches()) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            Instant now = serverTime(headers).orElseGet(Instant::now);
            return date(text).map(until -> until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        });
    }

    /** The server's clock. */
    static Optional<Instant> serverTime(HttpHeaders headers) {
        return headers.firstValue("Date").flatMap(TimeHeaders::date);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
