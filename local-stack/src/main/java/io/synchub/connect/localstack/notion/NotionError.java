/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal in the API's own words. */
final class NotionError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, String> additionalData;

    NotionError(int status, String code, String message, Map<String, String> additionalData) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.additionalData = new LinkedHashMap<>(additionalData);
    }

    static NotionError validation(String message) {
        return new NotionError(400, "validation_error", message, Map.of());
    }

    /** Of something in a request's path, query or body that has not the form it should. */
    static NotionError malformed(String place, String name, String shouldBe, String instead) {
        return validation(place + " failed validation: " + place + "." + name + " should be " + shouldBe
                + ", instead was `" + instead + "`.");
    }

    static NotionError invalidUrl() {
        return new NotionError(400, "invalid_request_url", "Invalid request URL.", Map.of());
    }

    /** For what is unknown and what is not shared alike. */
    static NotionError notFound(String kind, Object id, User integration) {
        String remedy = kind.equals("user")
                ? "Make sure your integration has capabilities to read user information. With those capabilities, only"
                        + " members and guests in the integration's workspace are visible."
                : "Make sure the relevant pages and databases are shared with your integration \"" + integration.name()
                        + "\".";
        return new NotionError(
                404,
                "object_not_found",
                "Could not find " + kind + " with ID: " + id + ". " + remedy,
                Map.of("integration_id", integration.id().toString()));
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    Map<String, String> additionalData() {
        return additionalData;
    }
}
