/* SPDX-License-Identifier: Apache-2.0 */
/** StarRocks, over MySQL's protocol. */
package io.synchub.connect.jdbc.dialect.starrocks;
