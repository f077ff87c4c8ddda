/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.util.function.Predicate;

/** A view of a table: which records it shows. */
record View(String id, String name, String type, Predicate<Row> shows) {
    boolean isCalled(String nameOrId) {
        return name.equals(nameOrId) || id.equals(nameOrId);
    }
}
