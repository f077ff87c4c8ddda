/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.nio.file.Path;

/** A program that starts servers in the given folder, says so, and waits for its end by a signal. */
final class StackHolder {
    private StackHolder() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        if (arguments[0].equals("stack")) {
            LocalStack.in(directory)
                    .binaries(TestDirectory.BINARIES)
                    .postgres("shop")
                    .start();
        } else {
            PostgresServer.builder("shop", directory)
                    .binaries(TestDirectory.BINARIES)
                    .start();
        }
        System.out.println("up");
        Thread.currentThread().join();
    }
}
