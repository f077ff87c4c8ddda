/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the requests of one connection, one after the other. */
final class RequestReader {
    private static final int LONGEST_LINE = 64 * 1024;

    private final InputStream in;
    private final OutputStream out;

    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The next request, or null when the client has closed the connection. */
    ReceivedRequest next() throws IOException {
        String first = line();
        if (first == null) {
            return null;
        }
        Instant receivedAt = Instant.now();
        String[] parts = first.split(" ", 3);
        if (parts.length != 3) {
            throw new ProtocolException("Not a request: " + first);
        }
        Map<String, String> headers = headers();
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        int mark = parts[1].indexOf('?');
        String path = mark < 0 ? parts[1] : parts[1].substring(0, mark);
        String query = mark < 0 ? "" : parts[1].substring(mark + 1);
        return new ReceivedRequest(parts[0], path, query, headers, body(headers), receivedAt);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        String line = requiredLine();
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new ProtocolException("Not a header: " + line);
            }
            headers.put(
                    line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
            line = requiredLine();
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks();
        }
        return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int length = Integer.parseInt(requiredLine().trim(), 16);
        while (length > 0) {
            body.write(exactly(length));
            requiredLine();
            length = Integer.parseInt(requiredLine().trim(), 16);
        }
        requiredLine();
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new ProtocolException("The body ended early");
        }
        return bytes;
    }

    private String requiredLine() throws IOException {
        String line = line();
        if (line == null) {
            throw new ProtocolException("The request ended early");
        }
        return line;
    }

    /** Up to the next end of line, or null at the end of the stream. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder(128);
        int next = in.read();
        while (next >= 0 && next != '\n') {
            if (line.length() == LONGEST_LINE) {
                throw new ProtocolException("A line is longer than " + LONGEST_LINE);
            }
            line.append((char) next);
            next = in.read();
        }
        if (next < 0 && line.length() == 0) {
            return null;
        }
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }
}
