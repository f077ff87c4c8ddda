/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.keys;

import io.synchub.connect.common.record.Envelope;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What makes a database log whole rows. */
final class ReplicaIdentity {
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    private ReplicaIdentity() {}

    /** The mend for an event whose before image is missing, in the words of the database that it came from. */
    static String mend(Envelope event) {
        return switch (event.connector().orElse("postgresql")) {
            case "mysql", "mariadb" -> "set binlog_row_image=FULL on the server.";
            case "oracle" ->
                "run ALTER TABLE " + table(event) + " ADD SUPPLEMENTAL LOG DATA (ALL) COLUMNS; in the" + " database.";
            case "postgresql" ->
                "the table needs replica identity full. Run ALTER TABLE " + table(event)
                        + " REPLICA IDENTITY FULL; in the source database.";
            default -> "let the database log whole rows for this table.";
        };
    }

    private static String table(Envelope event) {
        List<String> path = event.tablePath();
        return path.isEmpty()
                ? "<table>"
                : path.stream().map(ReplicaIdentity::quoted).collect(Collectors.joining("."));
    }

    private static String quoted(String name) {
        return PLAIN_NAME.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
