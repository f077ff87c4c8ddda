/* SPDX-License-Identifier: Apache-2.0 */
/** What users configure, and its checks against the API. */
package io.synchub.connect.airtable.config;
