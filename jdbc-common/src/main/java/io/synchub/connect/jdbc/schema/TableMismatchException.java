/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

/**
 * A table can not take rows as they are: it is missing, lacks a column, or lacks the key. The message names the table,
 * the column and the mend.
 */
public class TableMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TableMismatchException(String message) {
        super(message);
    }
}
