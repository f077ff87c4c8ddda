/* SPDX-License-Identifier: Apache-2.0 */
/** Reading a data source whole, reading what changed, and what became of a page, around the traps of the API. */
package io.synchub.connect.notion.read;
