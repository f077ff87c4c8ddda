/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.query;

/** The two times of a page, both rounded down to the minute. */
public enum Timestamp {
    CREATED("created_time"),
    EDITED("last_edited_time");

    private final String key;

    Timestamp(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }
}
