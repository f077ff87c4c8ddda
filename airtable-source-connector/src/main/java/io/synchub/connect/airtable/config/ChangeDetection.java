/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

/** How a user wants changes to be found. */
public enum ChangeDetection {
    /** By the webhook where the token may use one, else by a time of modification where the table has one, else by comparing all. */
    AUTO,
    WEBHOOK,
    MODIFIED_TIME,
    FULL;

    public boolean mayUseWebhook() {
        return this == AUTO || this == WEBHOOK;
    }

    public boolean mayUseTime() {
        return this == AUTO || this == MODIFIED_TIME;
    }
}
