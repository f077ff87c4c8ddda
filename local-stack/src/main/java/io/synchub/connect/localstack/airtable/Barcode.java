/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

/**
 * What a scanner saw.
 *
 * @param type such as {@code upce}; null for none
 */
public record Barcode(String text, String type) {}
