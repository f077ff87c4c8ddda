/* SPDX-License-Identifier: Apache-2.0 */
/** The shapes of a record: a Debezium envelope, a flat row; and how a message names the place of one. */
package io.synchub.connect.common.record;
