/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is derived from a key, kept by the key's identity: for schemas, which are costly to compare and of which a task
 * sees the same few instances again and again.
 *
 * <p>Bounded: the entry that was not used for the longest time goes first. For one thread, as a transform or a task has
 * it.
 */
public final class IdentityCache<K, V> {
    private final Map<Identity, V> entries;
    private K lastKey;
    private V lastValue;

    /** @param capacity the number of entries that are kept at most */
    public IdentityCache(int capacity) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Identity, V> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Gives what belongs to a key, deriving it when it is not there. The derivation must not return null. */
    @SuppressWarnings("ReferenceEquality")
    public V get(K key, Function<? super K, ? extends V> derivation) {
        if (lastValue != null && key == lastKey) {
            return lastValue;
        }
        // Not computeIfAbsent: a derivation may come back here for a nested key.
        Identity identity = new Identity(key);
        V value = entries.get(identity);
        if (value == null) {
            value = derivation.apply(key);
            entries.put(identity, value);
        }
        lastKey = key;
        lastValue = value;
        return value;
    }

    private record Identity(Object key) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity that && key == that.key;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(key);
        }
    }
}
