/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.ledger;

import java.util.Arrays;

/**
 * The ledger's rows, numbered, in primitive chunks: 36 bytes a row, and 6 to 8 of the index. It grows by a chunk and by a part of the
 * index at a time, so that no moment needs twice the memory.
 *
 * <p>A row holds its id, its fingerprint, a mark, its order key, who owns its entry (a slot, or {@link #NOBODY} or
 * {@link #WAITING}), and in how many slots' contents it is found, dead entries counted.
 */
final class Rows {
    static final int NOBODY = 0xFF_FFFF;
    static final int WAITING = 0xFF_FFFE;
    static final int MAX_SLOTS = WAITING;

    /** A count that has come so far stays there: its row's grave is kept until the next restart. */
    private static final int MANY = 255;

    private static final int CHUNK_BITS = 10;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int SHARD_BITS = 6;
    private static final int OWNER_BITS = 24;
    private static final long PRINT = Entry.MAX_FINGERPRINT;

    private long[][] highs = new long[4][];
    private long[][] lows = new long[4][];
    private long[][] prints = new long[4][];
    private long[][] keys = new long[4][];
    private int[][] owners = new int[4][];
    private int chunks;
    private int used;
    private int firstFree = -1;
    private int size;

    // Row number + 1, or 0. Open addressing with linear probing; a part grows by itself.
    private final int[][] shards = new int[1 << SHARD_BITS][4];
    private final int[] shardSizes = new int[1 << SHARD_BITS];

    /** How many rows there are, graves counted. */
    int size() {
        return size;
    }

    /** Row numbers are below this; not each of them is a row's. */
    int end() {
        return used;
    }

    /** @return the row's number, or -1 */
    int find(long high, long low) {
        long hash = hash(high, low);
        int[] shard = shards[shardOf(hash)];
        for (int at = place(hash, shard.length); shard[at] != 0; at = next(at, shard.length)) {
            int row = shard[at] - 1;
            if (low(row) == low && high(row) == high) {
                return row;
            }
        }
        return -1;
    }

    /** A row that is not there yet; nobody owns it. */
    int add(long high, long low) {
        int row = firstFree;
        if (row >= 0) {
            firstFree = (int) key(row);
        } else {
            row = used++;
            if (row >>> CHUNK_BITS == chunks) {
                addChunk();
            }
        }
        highs[row >>> CHUNK_BITS][row & (CHUNK - 1)] = high;
        lows[row >>> CHUNK_BITS][row & (CHUNK - 1)] = low;
        prints[row >>> CHUNK_BITS][row & (CHUNK - 1)] = 0;
        keys[row >>> CHUNK_BITS][row & (CHUNK - 1)] = 0;
        owners[row >>> CHUNK_BITS][row & (CHUNK - 1)] = NOBODY;
        size++;
        index(hash(high, low), row);
        return row;
    }

    void remove(int row) {
        unindex(hash(high(row), low(row)), row);
        owners[row >>> CHUNK_BITS][row & (CHUNK - 1)] = NOBODY;
        prints[row >>> CHUNK_BITS][row & (CHUNK - 1)] = 0;
        keys[row >>> CHUNK_BITS][row & (CHUNK - 1)] = firstFree;
        firstFree = row;
        size--;
    }

    long high(int row) {
        return highs[row >>> CHUNK_BITS][row & (CHUNK - 1)];
    }

    long low(int row) {
        return lows[row >>> CHUNK_BITS][row & (CHUNK - 1)];
    }

    long fingerprint(int row) {
        return prints[row >>> CHUNK_BITS][row & (CHUNK - 1)] & PRINT;
    }

    int mark(int row) {
        return (int) (prints[row >>> CHUNK_BITS][row & (CHUNK - 1)] >>> 56);
    }

    long key(int row) {
        return keys[row >>> CHUNK_BITS][row & (CHUNK - 1)];
    }

    int owner(int row) {
        return owners[row >>> CHUNK_BITS][row & (CHUNK - 1)] & NOBODY;
    }

    int count(int row) {
        return owners[row >>> CHUNK_BITS][row & (CHUNK - 1)] >>> OWNER_BITS;
    }

    void content(int row, long fingerprint, long key) {
        long[] chunk = prints[row >>> CHUNK_BITS];
        chunk[row & (CHUNK - 1)] = chunk[row & (CHUNK - 1)] & ~PRINT | fingerprint;
        keys[row >>> CHUNK_BITS][row & (CHUNK - 1)] = key;
    }

    void mark(int row, int mark) {
        long[] chunk = prints[row >>> CHUNK_BITS];
        chunk[row & (CHUNK - 1)] = chunk[row & (CHUNK - 1)] & PRINT | (long) mark << 56;
    }

    void owner(int row, int owner) {
        int[] chunk = owners[row >>> CHUNK_BITS];
        chunk[row & (CHUNK - 1)] = chunk[row & (CHUNK - 1)] & ~NOBODY | owner;
    }

    void countUp(int row) {
        if (count(row) < MANY) {
            owners[row >>> CHUNK_BITS][row & (CHUNK - 1)] += 1 << OWNER_BITS;
        }
    }

    void countDown(int row) {
        int count = count(row);
        if (count == 0) {
            throw new IllegalStateException("Row " + row + " is in no slot");
        }
        if (count < MANY) {
            owners[row >>> CHUNK_BITS][row & (CHUNK - 1)] -= 1 << OWNER_BITS;
        }
    }

    private void addChunk() {
        if (chunks == highs.length) {
            int more = chunks + (chunks >> 1);
            highs = Arrays.copyOf(highs, more);
            lows = Arrays.copyOf(lows, more);
            prints = Arrays.copyOf(prints, more);
            keys = Arrays.copyOf(keys, more);
            owners = Arrays.copyOf(owners, more);
        }
        highs[chunks] = new long[CHUNK];
        lows[chunks] = new long[CHUNK];
        prints[chunks] = new long[CHUNK];
        keys[chunks] = new long[CHUNK];
        owners[chunks] = new int[CHUNK];
        chunks++;
    }

    private void index(long hash, int row) {
        int number = shardOf(hash);
        int[] shard = shards[number];
        if ((shardSizes[number] + 1) * 10L > shard.length * 7L) {
            shard = grown(shard);
            shards[number] = shard;
        }
        put(shard, hash, row);
        shardSizes[number]++;
    }

    private static void put(int[] shard, long hash, int row) {
        int at = place(hash, shard.length);
        while (shard[at] != 0) {
            at = next(at, shard.length);
        }
        shard[at] = row + 1;
    }

    private int[] grown(int[] shard) {
        // By two fifths, not twofold: the index is between half and seven tenths full.
        int[] grown = new int[shard.length + shard.length * 2 / 5 + 4];
        for (int entry : shard) {
            if (entry != 0) {
                put(grown, hash(high(entry - 1), low(entry - 1)), entry - 1);
            }
        }
        return grown;
    }

    private void unindex(long hash, int row) {
        int number = shardOf(hash);
        int[] shard = shards[number];
        int hole = place(hash, shard.length);
        while (shard[hole] != row + 1) {
            hole = next(hole, shard.length);
        }
        // Whoever was pushed past the hole moves back into it, so that no search ends early.
        for (int at = next(hole, shard.length); shard[at] != 0; at = next(at, shard.length)) {
            int wanted = place(hash(high(shard[at] - 1), low(shard[at] - 1)), shard.length);
            boolean reachable = hole <= at ? hole < wanted && wanted <= at : hole < wanted || wanted <= at;
            if (!reachable) {
                shard[hole] = shard[at];
                hole = at;
            }
        }
        shard[hole] = 0;
        shardSizes[number]--;
    }

    private static int shardOf(long hash) {
        return (int) (hash >>> (64 - SHARD_BITS));
    }

    private static int place(long hash, int length) {
        return (int) ((hash & 0xFFFF_FFFFL) * length >>> 32);
    }

    private static int next(int at, int length) {
        return at + 1 == length ? 0 : at + 1;
    }

    private static long hash(long high, long low) {
        return Mixing.mix(high * 0x9E37_79B9_7F4A_7C15L + Mixing.mix(low));
    }
}
