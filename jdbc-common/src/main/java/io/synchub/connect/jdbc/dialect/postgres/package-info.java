/* SPDX-License-Identifier: Apache-2.0 */
/** PostgreSQL: types, catalog, and bulk writes by arrays. */
package io.synchub.connect.jdbc.dialect.postgres;
