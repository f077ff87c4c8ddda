/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

/** A refusal in the API's own words. */
final class AirtableError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    AirtableError(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
    }

    /** Of parameters that the API does not know, or that have not the form they should. */
    static AirtableError invalidRequest() {
        return new AirtableError(
                422,
                "INVALID_REQUEST_UNKNOWN",
                "Invalid request: parameter validation failed. Check your request data.");
    }

    /** For what is missing and what is forbidden alike. */
    static AirtableError forbidden() {
        return new AirtableError(
                403,
                "INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND",
                "Invalid permissions, or the requested model was not found. Check that both your user and your token have"
                        + " the required permissions, and that the model names and/or ids are correct.");
    }

    /** The short form, without a type. */
    static AirtableError notFound() {
        return new AirtableError(404, "NOT_FOUND", null);
    }

    static AirtableError formula(String why) {
        return new AirtableError(
                422, "INVALID_FILTER_BY_FORMULA", "The formula for filtering records is invalid: " + why);
    }

    static AirtableError unknownField(String name) {
        return new AirtableError(422, "UNKNOWN_FIELD_NAME", "Unknown field name: \"" + name + "\"");
    }

    /** Views are looked up by their ids where what is asked for looks like one. */
    static AirtableError unknownView(String nameOrId) {
        String type = Ids.isId(nameOrId, "viw") ? "VIEW_ID_NOT_FOUND" : "VIEW_NAME_NOT_FOUND";
        return new AirtableError(422, type, "View " + nameOrId + " not found");
    }

    static AirtableError iteratorGone() {
        return new AirtableError(
                422,
                "LIST_RECORDS_ITERATOR_NOT_AVAILABLE",
                "The iterator that the offset names is not available; start the listing again.");
    }

    static AirtableError unauthorized() {
        return new AirtableError(401, "UNAUTHORIZED", "Invalid authentication token");
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}
