/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.util.Map;
import java.util.function.Predicate;

/**
 * A view of a table: which records it shows.
 *
 * @param names of the fields when the view was made
 */
record View(String id, String name, String type, Predicate<Row> shows, Map<String, FieldEntry> names) {
    boolean isCalled(String nameOrId) {
        return name.equals(nameOrId) || id.equals(nameOrId);
    }
}
