/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** API versions are dates. In those before {@link #OLDEST} what is in the trash is called otherwise. */
final class VersionForm implements ConfigDef.Validator {
    static final String OLDEST = "2026-03-11";

    @Override
    public void ensureValid(String key, Object value) {
        try {
            if (!LocalDate.parse(String.valueOf(value)).isBefore(LocalDate.parse(OLDEST))) {
                return;
            }
        } catch (DateTimeException e) {
            // Told below, with the form that is wanted.
        }
        throw new ConfigException(key, value, "Must be " + this);
    }

    @Override
    public String toString() {
        return "a date, " + OLDEST + " or later";
    }
}
