/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

import io.synchub.connect.localstack.StackFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Answers HTTP/1.1 on a loopback port, each connection on a daemon thread of its own. The handler runs on these threads; it must
 * be safe for several of them and should not throw.
 */
public final class HttpListener implements AutoCloseable {
    private final ServerSocket server;
    private final Function<ReceivedRequest, Answer> handler;
    private final Clock clock;
    private final ExecutorService threads;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Listens at once.
     *
     * @param port 0 for any that is free
     * @param clock what the header {@code Date} tells
     */
    public HttpListener(int port, Clock clock, Function<ReceivedRequest, Answer> handler) {
        this.handler = handler;
        this.clock = clock;
        this.server = listen(port);
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "simulator-" + server.getLocalPort() + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::accept);
    }

    /** Such as {@code http://127.0.0.1:15432}. */
    public String url() {
        return "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    /** Ends all connections, also those that wait for an answer. */
    @Override
    public void close() {
        closed.countDown();
        closeQuietly(server);
        connections.forEach(HttpListener::closeQuietly);
        threads.shutdownNow();
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
            return socket;
        } catch (IOException e) {
            throw new StackFailure("Could not listen on port " + port, e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                threads.execute(() -> serve(connection));
                if (server.isClosed()) {
                    closeQuietly(connection);
                }
            } catch (IOException | RejectedExecutionException e) {
                if (!server.isClosed()) {
                    throw new StackFailure("Could not accept a connection", e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream(), 16 * 1024);
            RequestReader reader = new RequestReader(in, connection.getOutputStream());
            boolean goesOn = true;
            while (goesOn) {
                ReceivedRequest request = reader.next();
                goesOn = request != null && deliver(handler.apply(request), connection, in);
            }
        } catch (SocketException gone) {
            // Clients may leave whenever they like.
        } catch (IOException malformed) {
            closeQuietly(connection);
        } finally {
            connections.remove(connection);
        }
    }

    /** Returns whether the connection can take another request. */
    private boolean deliver(Answer answer, Socket connection, InputStream in) throws IOException {
        if (!waitFor(answer)) {
            return false;
        }
        AnswerWriter writer = new AnswerWriter(connection.getOutputStream(), clock);
        switch (answer.delivery()) {
            case COMPLETE:
                writer.write(answer);
                return true;
            case CLOSED_IN_THE_MIDDLE:
                writer.writeHalf(answer);
                return false;
            case STALLED_IN_THE_MIDDLE:
                writer.writeHalf(answer);
                awaitLeave(in);
                return false;
            case SILENT:
                awaitLeave(in);
                return false;
            default:
                connection.setSoLinger(true, 0);
                return false;
        }
    }

    private boolean waitFor(Answer answer) {
        if (answer.delay().isZero()) {
            return true;
        }
        try {
            return !closed.await(answer.delay().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A client that still waits sends nothing; the end of its stream tells that it has gone. */
    private static void awaitLeave(InputStream in) throws IOException {
        int next = in.read();
        while (next >= 0) {
            next = in.read();
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception alreadyClosed) {
            // Closed is what it should be.
        }
    }
}
