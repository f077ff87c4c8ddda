/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

/** What a token was made for. */
public enum Scope {
    RECORDS_READ("data.records:read"),
    SCHEMA_READ("schema.bases:read"),
    WEBHOOK_MANAGE("webhook:manage"),
    USER_EMAIL("user.email:read");

    private final String jsonName;

    Scope(String jsonName) {
        this.jsonName = jsonName;
    }

    /** As Airtable writes it. */
    public String jsonName() {
        return jsonName;
    }
}
