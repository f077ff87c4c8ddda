/* SPDX-License-Identifier: Apache-2.0 */
/** Bulk writes for databases without arrays: statements of many rows, or JDBC batches of statements of one row. */
package io.synchub.connect.jdbc.dialect.statement;
