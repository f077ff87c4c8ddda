/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

/** How names of tables and columns are understood: {@code quote.sql.identifiers}. */
public enum QuoteMode {
    /** As they are written, case kept. */
    ALWAYS,
    /** As the database understands names without quotes. */
    NEVER
}
