/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import io.github.bucket4j.TimeMeter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Keeps every client of one token in this JVM away from the API for as long as the API asked by {@code Retry-After}.
 *
 * <p>Thread-safe. Gates are found by a digest of address and token, which is all that is kept of the token, and forgotten
 * when no client has them and they are open.
 */
final class TokenGate {
    /** An API that asks for more than this is asked again before. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Map<String, TokenGate> GATES = new HashMap<>();

    private final TimeMeter clock;
    private int clients;
    private long opensAt;

    private TokenGate(TimeMeter clock) {
        this.clock = clock;
        this.opensAt = clock.currentTimeNanos();
    }

    /** The gate of a token, until {@link #release}. */
    static TokenGate lease(String address, String token, TimeMeter clock) {
        synchronized (GATES) {
            GATES.values().removeIf(gate -> gate.clients == 0 && gate.nanosUntilOpen() == 0);
            TokenGate gate = GATES.computeIfAbsent(digest(address, token), key -> new TokenGate(clock));
            gate.clients++;
            return gate;
        }
    }

    void release() {
        synchronized (GATES) {
            clients--;
        }
    }

    /** Closes the gate, or keeps it closed, for so long from now on. */
    synchronized void closeFor(Duration time) {
        Duration bounded = time.compareTo(LONGEST) < 0 ? time : LONGEST;
        opensAt = clock.currentTimeNanos() + Math.max(nanosUntilOpen(), bounded.toNanos());
    }

    /** 0 when it is open. */
    synchronized long nanosUntilOpen() {
        return Math.max(0, opensAt - clock.currentTimeNanos());
    }

    private static String digest(String address, String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(address.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256", missing);
        }
    }
}
