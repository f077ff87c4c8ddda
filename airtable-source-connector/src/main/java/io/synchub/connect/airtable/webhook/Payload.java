/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

import java.util.Map;
import java.util.Optional;

/**
 * An entry of the log: which rows it concerns, not how they look.
 *
 * @param next the number of the entry after it
 * @param tables by id
 * @param schema whether the description of some table of the base changed
 * @param error the code of an entry that says the webhook failed
 * @param lost whether this stands for entries that can not be read any more
 */
record Payload(long next, Map<String, TableSignals> tables, boolean schema, Optional<String> error, boolean lost) {
    static Payload lost(long next) {
        return new Payload(next, Map.of(), true, Optional.empty(), true);
    }

    Payload numbered(long number) {
        return new Payload(number + 1, tables, schema, error, lost);
    }

    int ids() {
        return tables.values().stream().mapToInt(TableSignals::ids).sum();
    }
}
