/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.util.Locale;

/** What a token's user may do in a base, from nothing up to everything. */
public enum Role {
    /** The base is not shared with the user at all. */
    NONE,
    READ,
    COMMENT,
    EDIT,
    /** May also make webhooks. */
    CREATE;

    /** As {@code permissionLevel} says it. */
    String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
