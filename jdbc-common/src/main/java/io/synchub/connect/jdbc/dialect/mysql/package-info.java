/* SPDX-License-Identifier: Apache-2.0 */
/** MariaDB and MySQL: types, catalog, failures, and bulk writes by statements of many rows. */
package io.synchub.connect.jdbc.dialect.mysql;
