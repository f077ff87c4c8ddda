/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

import java.util.ArrayList;
import java.util.List;

/**
 * What a payload tells of one table.
 *
 * @param touched ids of rows that were created or changed
 * @param destroyed ids of rows that were deleted; one may be among the touched as well
 * @param fields whether a field was made, changed or deleted
 * @param whole whether the table itself came back, with rows that nobody tells of
 */
record TableSignals(List<String> touched, List<String> destroyed, boolean fields, boolean whole) {
    TableSignals with(TableSignals more) {
        List<String> allTouched = new ArrayList<>(touched);
        allTouched.addAll(more.touched);
        List<String> allDestroyed = new ArrayList<>(destroyed);
        allDestroyed.addAll(more.destroyed);
        return new TableSignals(allTouched, allDestroyed, fields || more.fields, whole || more.whole);
    }

    int ids() {
        return touched.size() + destroyed.size();
    }
}
