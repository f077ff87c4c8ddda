/* SPDX-License-Identifier: Apache-2.0 */
/** What is asked of a data source: filters, sorting, and the pages of answers. */
package io.synchub.connect.notion.query;
