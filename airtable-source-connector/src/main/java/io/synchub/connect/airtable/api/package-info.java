/* SPDX-License-Identifier: Apache-2.0 */
/** Requests to Airtable, and what its error answers mean. */
package io.synchub.connect.airtable.api;
