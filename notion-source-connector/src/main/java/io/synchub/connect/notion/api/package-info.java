/* SPDX-License-Identifier: Apache-2.0 */
/** Requests to Notion, and what its error answers mean. */
package io.synchub.connect.notion.api;
