/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The program that started a simulator in a JVM of its own, to talk to by the standard streams. */
public final class ParentProgram {
    private ParentProgram() {}

    /** Says {@code ready}, then does the action for each line that comes; returns when the input ends, as it does with the parent. */
    public static void serve(Runnable action) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        while (input.readLine() != null) {
            action.run();
        }
    }
}
