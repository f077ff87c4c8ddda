/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers the first request and keeps the connection; from the second on, it cuts the connection instead of answering. */
final class CutApi implements AutoCloseable {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final AtomicInteger arrived = new AtomicInteger();

    CutApi() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "cut-api");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    int arrived() {
        return arrived.get();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                while (read(socket.getInputStream()) && arrived.incrementAndGet() == 1) {
                    socket.getOutputStream().write(ANSWER);
                    socket.getOutputStream().flush();
                }
            } catch (IOException cut) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(cut);
                }
            }
        }
    }

    /** Whether a request came, which is read to the end of its head and what came with that. */
    private static boolean read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.indexOf("\r\n\r\n") >= 0) {
                String length = head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1");
                in.readNBytes(length.matches("\\d+") ? Integer.parseInt(length) : 0);
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
