/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

/**
 * How much to ask an API for at once: half as many after an answer that was too large, or an overloaded server, and more
 * again after some that went well. Thread-safe.
 */
public final class PageSize {
    private static final int CALM_ANSWERS = 10;

    private final int full;
    private int size;
    private int calm;

    /** @param full what is asked for as long as all goes well; at least 1 */
    public PageSize(int full) {
        this.full = full;
        this.size = full;
    }

    public synchronized int get() {
        return size;
    }

    /** An answer of this size went well. */
    public synchronized void calm() {
        if (size < full && ++calm >= CALM_ANSWERS) {
            size = Math.min(full, size * 2);
            calm = 0;
        }
    }

    /**
     * An answer of this size was too much.
     *
     * @return whether there is a smaller one
     */
    public synchronized boolean halve(int tooLarge) {
        if (tooLarge == 1) {
            return false;
        }
        size = Math.min(size, tooLarge / 2);
        calm = 0;
        return true;
    }
}
