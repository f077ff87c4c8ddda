/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import io.synchub.connect.jdbc.dialect.DriverRule;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What some properties of MariaDB's and MySQL's drivers must be; both have them by these names. */
final class DriverRules {
    private static final Pattern OTHER_CHARACTERS = Pattern.compile(
            "character_set_(client|connection|results)\\s*=\\s*['\"]?(?!utf8)|\\bnames\\s+['\"]?(?!utf8)",
            Pattern.CASE_INSENSITIVE);

    static final List<DriverRule> ALL = List.of(
            new DriverRule(
                    "useAffectedRows",
                    "false"::equalsIgnoreCase,
                    "must be false: with it the server does not count a row that an update finds and has not to change,"
                            + " and the row would be taken for missing. Leave it out"),
            new DriverRule(
                    "connectionCollation",
                    collation -> collation.isEmpty()
                            || collation.toLowerCase(Locale.ROOT).startsWith("utf8mb4"),
                    "must be a collation of utf8mb4, the character set in which texts are sent. Leave it out: keys are"
                            + " compared by the collations of their columns"),
            new DriverRule(
                    "sessionVariables",
                    variables -> !OTHER_CHARACTERS.matcher(variables).find(),
                    "must not set another character set than utf8mb4, in which texts are sent. Leave that variable out"));

    private DriverRules() {}
}
