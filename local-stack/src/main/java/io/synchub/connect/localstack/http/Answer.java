/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back, and how it is delivered. Immutable.
 *
 * @param body sent after {@code padding} spaces
 * @param padding how many spaces go before the body; any number of them costs the server no memory
 * @param delay how long the listener waits before the first byte
 */
public record Answer(
        int status, Map<String, String> headers, byte[] body, long padding, Duration delay, Delivery delivery) {

    /** How the bytes reach the client. */
    public enum Delivery {
        COMPLETE,
        /** The head promises the whole body, half of it follows, then the connection is closed. */
        CLOSED_IN_THE_MIDDLE,
        /** The head promises the whole body, half of it follows, then nothing until the client gives up. */
        STALLED_IN_THE_MIDDLE,
        /** Not a byte, until the client gives up. */
        SILENT,
        /** Not a byte; the connection is reset. */
        RESET
    }

    public static Answer json(int status, byte[] body) {
        return of(status, "application/json; charset=utf-8", body);
    }

    public static Answer html(int status, String body) {
        return of(status, "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer of(int status, String contentType, byte[] body) {
        Map<String, String> headers = Map.of("Content-Type", contentType);
        return new Answer(status, headers, body, 0, Duration.ZERO, Delivery.COMPLETE);
    }

    public Answer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body, padding, delay, delivery);
    }

    public Answer withBody(byte[] other) {
        return new Answer(status, headers, other, padding, delay, delivery);
    }

    public Answer withPadding(long spaces) {
        return new Answer(status, headers, body, spaces, delay, delivery);
    }

    public Answer after(Duration wait) {
        return new Answer(status, headers, body, padding, wait, delivery);
    }

    public Answer delivered(Delivery how) {
        return new Answer(status, headers, body, padding, delay, how);
    }
}
