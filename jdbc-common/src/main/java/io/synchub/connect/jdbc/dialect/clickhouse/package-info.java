/* SPDX-License-Identifier: Apache-2.0 */
/** ClickHouse: types, catalog, failures, and writes as inserts into tables that keep the last version of a row. */
package io.synchub.connect.jdbc.dialect.clickhouse;
