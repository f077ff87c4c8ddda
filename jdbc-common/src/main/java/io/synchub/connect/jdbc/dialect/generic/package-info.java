/* SPDX-License-Identifier: Apache-2.0 */
/** Any other database with a JDBC driver: standard SQL, and the catalog as the driver tells it. */
package io.synchub.connect.jdbc.dialect.generic;
