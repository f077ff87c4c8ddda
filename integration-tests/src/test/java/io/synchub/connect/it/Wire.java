/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The network between a client and a server on this machine, which can be spoilt: bytes are held up, vanish without a word,
 * or connections are reset. Safe to be used by several threads; its own are daemons.
 */
final class Wire implements AutoCloseable {
    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean black;
    private volatile Duration delay = Duration.ZERO;

    /** A wire to a server; clients connect to {@link #port()} of the loopback address. */
    Wire(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** From now on each piece of data takes so long. */
    void delay(Duration each) {
        delay = each;
    }

    /** From now on what is sent is lost, on both ways, and nobody is told. */
    void cut() {
        lost.set(0);
        black = true;
    }

    /** How many pieces of data were lost since the wire was cut. */
    long lost() {
        return lost.get();
    }

    /** New connections reach the server again. The old ones are dead, since data of theirs is missing. */
    void mend() {
        black = false;
        reset();
    }

    /** Both ends of all connections are told that these are broken. */
    void reset() {
        pairs.forEach(Pair::reset);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        reset();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Pair pair = new Pair(listener.accept());
                thread(pair::connect);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    /** A client's connection and the one to the server. */
    private final class Pair {
        private final Socket client;
        private final Socket server = new Socket();

        private Pair(Socket client) {
            this.client = client;
            pairs.add(this);
        }

        private void connect() {
            try {
                server.connect(new InetSocketAddress(host, port));
                server.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                thread(() -> pass(server, client));
            } catch (IOException refused) {
                reset();
                return;
            }
            pass(client, server);
        }

        private void pass(Socket from, Socket to) {
            byte[] buffer = new byte[64 * 1024];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (!delay.isZero()) {
                        Thread.sleep(delay.toMillis());
                    }
                    if (black) {
                        lost.incrementAndGet();
                    } else {
                        out.write(buffer, 0, read);
                    }
                }
            } catch (IOException broken) {
                // The other direction ends too.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                end();
            }
        }

        /** While the wire is cut, the end of one connection is as unseen as all else. */
        private void end() {
            if (!black) {
                reset();
            }
        }

        private void reset() {
            pairs.remove(this);
            close(client);
            close(server);
        }

        private void close(Socket socket) {
            try {
                // No goodbye: the other end gets a reset.
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException closed) {
                // As wanted.
            }
        }
    }
}
