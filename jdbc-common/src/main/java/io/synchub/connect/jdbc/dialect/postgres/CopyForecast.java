/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

/**
 * Whether COPY is expected to take a table's next batch, by what became of those before. It decides which statement is tried
 * first, and never what becomes of a row. Thread-safe.
 */
final class CopyForecast {

    enum Outlook {
        /** It took the last one. */
        TAKEN,
        /** Nothing is known: the table is to be asked for the keys. */
        UNKNOWN,
        /** It did not, and is not tried. */
        REFUSED
    }

    private static final int LONGEST_PAUSE = 64;

    private Outlook outlook = Outlook.UNKNOWN;
    /** So many batches go without a trial after one that failed. */
    private int pause;

    private int left;

    /** For the next batch. To be asked once a batch. */
    synchronized Outlook next() {
        if (outlook == Outlook.REFUSED && left-- == 0) {
            outlook = Outlook.UNKNOWN;
        }
        return outlook;
    }

    synchronized void taken() {
        outlook = Outlook.TAKEN;
        pause = 0;
    }

    /** A batch was not taken, or would not have been. */
    synchronized void refused() {
        outlook = Outlook.REFUSED;
        pause = Math.min(LONGEST_PAUSE, Math.max(1, 2 * pause));
        left = pause;
    }
}
