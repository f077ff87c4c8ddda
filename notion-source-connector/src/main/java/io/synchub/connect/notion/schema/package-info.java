/* SPDX-License-Identifier: Apache-2.0 */
/** A data source's description as a table. */
package io.synchub.connect.notion.schema;
