/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.polling;

/**
 * What the ledger of a large table takes in the offset store, and what changes cost. Counted, not timed: the numbers are the same on
 * every machine.
 *
 * @param bytesPerRow held for each row after all were written once
 * @param bytesPerRowLater the same after a tenth of the rows changed, each in a batch of its own
 * @param bytesWrittenPerRow written for each row of the snapshot, merging included
 * @param bytesPerSingleChange written for each of these changes
 * @param bytesPerChangeInBatches written for each row when rows scattered all over the table change in full batches
 */
record LedgerSize(
        double bytesPerRow,
        double bytesPerRowLater,
        double bytesWrittenPerRow,
        double bytesPerSingleChange,
        double bytesPerChangeInBatches) {
    private static final int STEP = 11;

    static LedgerSize measure(int rows) {
        OffsetStore store = new OffsetStore();
        LedgerFiller filler = new LedgerFiller(store);
        filler.fill(rows);
        final double afterSnapshot = (double) store.bytesHeld() / rows;
        final long snapshot = store.bytesWritten();
        int changes = rows / 10;
        for (int i = 0; i < changes; i++) {
            filler.append(LedgerFiller.entries(Math.floorMod(i * 7_919, rows), 1, 1, 1));
        }
        final long single = store.bytesWritten() - snapshot;
        final double later = (double) store.bytesHeld() / rows;
        int batch = Math.min(LedgerFiller.ROWS_IN_A_BATCH, rows / STEP);
        int batches = Math.max(1, changes / batch);
        for (int i = 0; i < batches; i++) {
            filler.append(LedgerFiller.entries(Math.floorMod(i * 7_919, rows - batch * STEP + 1), batch, STEP, 2));
        }
        long batched = store.bytesWritten() - snapshot - single;
        return new LedgerSize(
                afterSnapshot,
                later,
                (double) snapshot / rows,
                (double) single / changes,
                (double) batched / (batches * (double) batch));
    }
}
