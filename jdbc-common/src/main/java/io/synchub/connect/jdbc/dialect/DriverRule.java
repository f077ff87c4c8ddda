/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * What a property of a database's driver must be for rows to be written rightly.
 *
 * @param property as the driver names it
 * @param allows says of a value whether it may stand; never asked about a property that has none
 * @param why what would go wrong, and the mend; never the value
 */
public record DriverRule(String property, Predicate<String> allows, String why) {
    public DriverRule {
        Objects.requireNonNull(property, "property");
        Objects.requireNonNull(allows, "allows");
        Objects.requireNonNull(why, "why");
    }
}
