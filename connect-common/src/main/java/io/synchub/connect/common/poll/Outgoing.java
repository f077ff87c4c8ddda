/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import java.util.Optional;

/**
 * A row on its way to the topic.
 *
 * @param operation what the header {@code synchub.op} says
 * @param row as it is sent; of a delete as it was last, if that is known
 * @param run who sends it
 */
record Outgoing(Operation operation, String id, Optional<Row> row, Run run) {
    /** What happened to a row. */
    enum Operation {
        SNAPSHOT("r"),
        CREATE("c"),
        UPDATE("u"),
        DELETE("d");

        private final String code;

        Operation(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
