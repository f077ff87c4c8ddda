/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

/**
 * What a model wrote.
 *
 * @param state {@code empty}, {@code loading}, {@code generated} or {@code error}
 * @param value null when there is none
 * @param errorType null without an error
 */
public record AiText(String state, boolean isStale, String value, String errorType) {
    public static AiText generated(String value) {
        return new AiText("generated", false, value, null);
    }

    public static AiText error(String errorType) {
        return new AiText("error", true, null, errorType);
    }
}
