/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

import java.util.Optional;
import java.util.function.Supplier;

/** What is sent for a row that was deleted: {@code delete.mode}. */
public enum DeleteMode {
    /** A record without a value, so that sinks delete the row and compaction forgets it. */
    TOMBSTONE {
        @Override
        public <T> Optional<T> deletion(Supplier<T> tombstone, Supplier<T> marked) {
            return Optional.of(tombstone.get());
        }
    },
    /** The row as it was last, with {@link #DELETED_FIELD} true. */
    SOFT {
        @Override
        public <T> Optional<T> deletion(Supplier<T> tombstone, Supplier<T> marked) {
            return Optional.of(marked.get());
        }

        @Override
        public boolean addsField() {
            return true;
        }
    },
    /** Nothing. */
    NONE {
        @Override
        public <T> Optional<T> deletion(Supplier<T> tombstone, Supplier<T> marked) {
            return Optional.empty();
        }
    };

    /** The boolean field that marks deleted rows. */
    public static final String DELETED_FIELD = "_deleted";

    /** The record for a deleted row, made by the one of the two that this mode wants; empty when it wants none. */
    public abstract <T> Optional<T> deletion(Supplier<T> tombstone, Supplier<T> marked);

    /** Whether every row has a {@link #DELETED_FIELD}. */
    public boolean addsField() {
        return false;
    }
}
