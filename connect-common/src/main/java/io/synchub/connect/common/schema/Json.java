/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

/**
 * A value that has no column type of its own, as JSON text.
 *
 * @param text what is sent
 * @param stable what is compared: the text without what differs on each read (links that expire); the same object as
 *     {@code text} where nothing does
 */
public record Json(String text, String stable) {
    public static Json of(String text) {
        return new Json(text, text);
    }
}
