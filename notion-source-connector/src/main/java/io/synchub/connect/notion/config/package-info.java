/* SPDX-License-Identifier: Apache-2.0 */
/** What a user configures of the Notion source. */
package io.synchub.connect.notion.config;
