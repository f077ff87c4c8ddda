/* SPDX-License-Identifier: Apache-2.0 */
/** SQLite: types, catalog, failures, and its upserts. */
package io.synchub.connect.jdbc.dialect.sqlite;
