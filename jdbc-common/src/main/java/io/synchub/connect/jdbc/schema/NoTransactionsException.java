/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

/** A table keeps what a transaction wrote to it that is rolled back: a batch that fails would be half written. */
public final class NoTransactionsException extends TableMismatchException {
    private static final long serialVersionUID = 1L;

    public NoTransactionsException(String message) {
        super(message);
    }
}
