/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import io.synchub.connect.notion.api.NotionApi;

/**
 * How many rows to ask one table for at once: half as many after an answer that was too large, or an overloaded server, and more
 * again after some that went well. Thread-safe.
 */
final class PageSize {
    private static final int CALM_ANSWERS = 10;

    private final int full;
    private int size;
    private int calm;

    PageSize(int wanted) {
        this.full = Math.max(1, Math.min(wanted, NotionApi.MAX_PAGE_SIZE));
        this.size = full;
    }

    synchronized int get() {
        return size;
    }

    /** An answer of this size went well. */
    synchronized void calm() {
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
    synchronized boolean halve(int tooLarge) {
        if (tooLarge == 1) {
            return false;
        }
        size = Math.min(size, tooLarge / 2);
        calm = 0;
        return true;
    }
}
