/* SPDX-License-Identifier: Apache-2.0 */
/** DuckDB: types, catalog, failures, and bulk writes by one statement with a list of texts for each column. */
package io.synchub.connect.jdbc.dialect.duckdb;
