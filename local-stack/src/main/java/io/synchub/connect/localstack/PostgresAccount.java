/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import com.sun.security.auth.module.UnixSystem;
import java.util.ArrayList;
import java.util.List;

/**
 * How PostgreSQL's programs are started by the user of this JVM. PostgreSQL refuses to run as root, so root starts it in a
 * user namespace of its own (where it is nobody, yet reaches root's files), or, where containers forbid that, as nobody
 * with the right to pass through root's folders.
 */
final class PostgresAccount {
    private static final List<String> IN_USER_NAMESPACE = List.of("unshare", "-U");
    private static final List<String> AS_NOBODY = List.of(
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");

    private static volatile List<String> prefix;

    private PostgresAccount() {}

    /** The command with what has to stand before it for this user. */
    static List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(prefix());
        command.add(program);
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> prefix() {
        if (prefix == null) {
            prefix = findPrefix();
        }
        return prefix;
    }

    private static List<String> findPrefix() {
        if (new UnixSystem().getUid() != 0) {
            return List.of();
        }
        for (List<String> candidate : List.of(IN_USER_NAMESPACE, AS_NOBODY)) {
            List<String> probe = new ArrayList<>(candidate);
            probe.add("true");
            if (Programs.works(probe.toArray(String[]::new))) {
                return candidate;
            }
        }
        throw new StackFailure("PostgreSQL refuses to run as root, and neither unshare nor setpriv (package util-linux)"
                + " may change the user here: run this as an ordinary user");
    }
}
