/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Notion, as far as a reader of its tables can tell: a workspace in memory behind the API's own endpoints, checks, limits and
 * oddities. {@link io.synchub.connect.localstack.notion.NotionSimulator} starts it; everything else hangs from there.
 */
package io.synchub.connect.localstack.notion;
