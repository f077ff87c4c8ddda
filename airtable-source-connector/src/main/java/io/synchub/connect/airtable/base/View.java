/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.base;

/**
 * A view of a table.
 *
 * @param type such as {@code grid}
 */
public record View(String id, String name, String type) {}
