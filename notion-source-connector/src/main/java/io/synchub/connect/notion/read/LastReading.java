/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

/** When the last whole reading of changes began. Belongs to one thread. */
final class LastReading {
    private long began;

    /**
     * A reading is whole. One that took several answers may have missed rows: a page that is edited while it anchors a cursor moves
     * to the end, and the API may go on behind it. So it counts when a second reading has covered the same time.
     *
     * @param now the minute in which it began
     * @param oneAnswer whether one answer showed everything
     * @return up to which minute all changes have been shown
     */
    long complete(long now, boolean oneAnswer) {
        long settled = oneAnswer ? now : began;
        began = now;
        return settled;
    }
}
