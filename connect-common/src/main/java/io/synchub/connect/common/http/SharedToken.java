/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What all clients of one token in this JVM (of one plugin, where plugins are isolated) share: the rate, which is that of
 * their parts together, and a gate that keeps them away from the API for as long as it asked by {@code Retry-After}.
 *
 * <p>Thread-safe. Found by a digest of address and token, which is all that is kept of the token, and forgotten when no
 * client has it, the gate is open, and a period has passed since the last request.
 */
final class SharedToken {
    /** An API that asks for more than this is asked again before. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Map<String, SharedToken> TOKENS = new HashMap<>();

    private final Time time;
    private final RateBudget budget;
    private long opensAt;

    private SharedToken(Time time) {
        this.time = time;
        this.budget = new RateBudget(time);
        this.opensAt = time.nanos();
    }

    /** Puts a client's part of the token's rate to the others' parts, until {@link #leave}. */
    static SharedToken join(String address, String token, RateLimit part, Time time) {
        return found(address, token, time, budget -> budget.join(part));
    }

    /** Takes from the others' parts, for a moment, until {@link #leave}. */
    static SharedToken joinAsGuest(String address, String token, RateLimit limit, Time time) {
        return found(address, token, time, budget -> budget.joinAsGuest(limit));
    }

    private static SharedToken found(String address, String token, Time time, Consumer<RateBudget> joining) {
        synchronized (TOKENS) {
            TOKENS.values().removeIf(shared -> shared.budget.forgettable() && shared.nanosUntilOpen() == 0);
            SharedToken shared = TOKENS.computeIfAbsent(digest(address, token), key -> new SharedToken(time));
            joining.accept(shared.budget);
            return shared;
        }
    }

    /** Takes a part away that had joined. */
    void leave(RateLimit part) {
        budget.leave(part);
    }

    /**
     * Waits until the gate is open and the rate permits a request, and counts it as sent.
     *
     * @return how long it waited
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    Duration acquire() throws InterruptedException {
        long start = time.nanos();
        do {
            for (long left = nanosUntilOpen(); left > 0; left = nanosUntilOpen()) {
                time.park(left);
            }
            // A permission that came while the gate was closed is not used later: kept ones would make a burst.
            budget.acquire();
        } while (nanosUntilOpen() > 0);
        return Duration.ofNanos(time.nanos() - start);
    }

    /** Whether {@link #acquire} would wait now. */
    boolean wouldWait() {
        return nanosUntilOpen() > 0 || budget.wouldWait();
    }

    /** Closes the gate, or keeps it closed, for so long from now on. */
    synchronized void closeFor(Duration length) {
        Duration bounded = length.compareTo(LONGEST) < 0 ? length : LONGEST;
        opensAt = time.nanos() + Math.max(nanosUntilOpen(), bounded.toNanos());
    }

    /** 0 when the gate is open. */
    synchronized long nanosUntilOpen() {
        return Math.max(0, opensAt - time.nanos());
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
