/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import io.synchub.connect.jdbc.dialect.Dialect;
import io.synchub.connect.jdbc.dialect.Dialects;
import java.util.List;
import java.util.Optional;

/** A database by the name that a user gives it: ours, or that of a dialect of Confluent's or Aiven's sink. */
final class DialectName {
    /** Those sinks have one dialect for both. */
    private static final List<String> MYSQL_KIN = List.of("mysql", "mariadb");

    private DialectName() {}

    /**
     * What is wrong with a name beside a URL; empty when nothing is.
     *
     * @param name may be blank, which says nothing
     * @param dialect of the URL and the name
     */
    static Optional<String> problem(String name, Dialect dialect) {
        String wanted = Dialects.plainName(name);
        String found = Dialects.plainName(dialect.name());
        if (wanted.isEmpty() || wanted.equals(found) || (MYSQL_KIN.contains(wanted) && MYSQL_KIN.contains(found))) {
            return Optional.empty();
        }
        boolean known = Dialects.names().stream()
                .anyMatch(other -> Dialects.plainName(other).equals(wanted));
        return Optional.of(
                known
                        ? "connection.url is one of " + dialect.name() + ": leave " + TablesConfig.DIALECT_NAME
                                + " out, or mend the URL"
                        : "no database is known by this name. Leave it out: the URL says that it is " + dialect.name()
                                + ". Known: " + String.join(", ", Dialects.names()));
    }
}
