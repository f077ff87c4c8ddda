/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.record;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a Debezium event says happened to a row: the field {@code op} of its envelope. */
public enum Operation {
    READ("r"),
    CREATE("c"),
    UPDATE("u"),
    DELETE("d"),
    TRUNCATE("t"),
    MESSAGE("m");

    private static final Map<String, Operation> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Operation::code, operation -> operation));

    private final String code;

    Operation(String code) {
        this.code = code;
    }

    /** The one letter that stands in the event. */
    public String code() {
        return code;
    }

    /** Finds the operation of a code; empty for one that is not known, or null. */
    public static Optional<Operation> ofCode(String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(BY_CODE.get(code));
    }
}
