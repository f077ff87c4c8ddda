/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

import java.util.Optional;

/** What a column is called in records after it was renamed: {@code field.names}. */
public enum FieldNames {
    /** What it was called when it was first seen. */
    PINNED {
        @Override
        public String choose(Optional<String> first, String now) {
            return first.orElse(now);
        }
    },
    /** What it is called now. */
    CURRENT {
        @Override
        public String choose(Optional<String> first, String now) {
            return now;
        }
    };

    /**
     * @param first the name under which the column was first seen; empty when it is seen for the first time
     * @param now the name that it has
     */
    public abstract String choose(Optional<String> first, String now);
}
