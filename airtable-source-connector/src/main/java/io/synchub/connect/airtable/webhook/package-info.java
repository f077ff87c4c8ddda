/* SPDX-License-Identifier: Apache-2.0 */
/** The base's webhook as a log of changes. */
package io.synchub.connect.airtable.webhook;
