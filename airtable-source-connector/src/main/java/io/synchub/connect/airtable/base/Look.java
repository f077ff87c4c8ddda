/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.base;

import java.util.List;

/**
 * What the user asks for of each table, and what decides how rows look beside the description.
 *
 * @param stringCells whether cells are texts as Airtable shows them to people
 * @param currentNames whether columns follow renames
 * @param view the view's id or name as given; empty for all records
 * @param formula the filter; empty for all records
 * @param fields ids or names of the fields that are columns; empty for all
 */
public record Look(boolean stringCells, boolean currentNames, String view, String formula, List<String> fields) {
    /** All of every record. */
    public static final Look ALL = new Look(false, false, "", "", List.of());

    public Look {
        fields = List.copyOf(fields);
    }
}
