/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** Writes answers to one connection. Head and body leave in one go, so that no part waits for the other's acknowledgement. */
final class AnswerWriter {
    private static final int CHUNK = 64 * 1024;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final byte[] END_OF_LINE = {'\r', '\n'};

    private final OutputStream out;
    private final Clock clock;

    AnswerWriter(OutputStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    void write(Answer answer) throws IOException {
        if (answer.padding() > 0) {
            writeChunks(answer);
        } else {
            send(head(answer, "Content-Length: " + answer.body().length), answer.body());
        }
    }

    void writeHalf(Answer answer) throws IOException {
        byte[] half = Arrays.copyOf(answer.body(), answer.body().length / 2);
        send(head(answer, "Content-Length: " + answer.body().length), half);
    }

    private void writeChunks(Answer answer) throws IOException {
        out.write(head(answer, "Transfer-Encoding: chunked"));
        byte[] spaces = new byte[CHUNK];
        Arrays.fill(spaces, (byte) ' ');
        for (long left = answer.padding(); left > 0; left -= CHUNK) {
            writeChunk(spaces, (int) Math.min(CHUNK, left));
        }
        writeChunk(answer.body(), answer.body().length);
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void writeChunk(byte[] bytes, int length) throws IOException {
        if (length > 0) {
            out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, 0, length);
            out.write(END_OF_LINE);
        }
    }

    private void send(byte[] head, byte[] body) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream(head.length + body.length);
        all.write(head);
        all.write(body);
        all.writeTo(out);
        out.flush();
    }

    private byte[] head(Answer answer, String framing) {
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(answer.status()).append(" \r\nDate: ");
        head.append(DATE.format(clock.instant()));
        head.append("\r\n").append(framing).append("\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
