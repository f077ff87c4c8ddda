/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

/**
 * A webhook as it was listed.
 *
 * @param enabled whether payloads are still added to it
 * @param nextCursor the number of the payload that comes next
 */
record Hook(String id, boolean enabled, long nextCursor) {}
